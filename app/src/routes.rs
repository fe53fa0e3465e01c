//! Every page and its address.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route},
    path,
};

use crate::{
    accounts::pages::*, admin::pages::*, console::pages::*, audit::pages::*, exports::pages::*, growth::pages::*, home::pages::*, lists::pages::*, messaging::pages::*, organizer::pages::*, people::pages::*, review::pages::*,
    ui::NotFound, volunteering::pages::*,
};

/// The routes. All render whole before the first byte is sent: status, title and session are
/// then right also without JavaScript.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <NotFound/> }>
            <Route path=path!("/") view=Landing ssr=SsrMode::Async/>
            <Route path=path!("/home") view=Home ssr=SsrMode::Async/>
            <Route path=path!("/projects") view=Browse ssr=SsrMode::Async/>
            <Route path=path!("/projects/:id") view=ProjectPage ssr=SsrMode::Async/>
            <Route path=path!("/organizers/:id") view=OrganizerPage ssr=SsrMode::Async/>
            <Route path=path!("/tasks") view=MyTasks ssr=SsrMode::Async/>
            <Route path=path!("/tasks/:id/report") view=ReportForm ssr=SsrMode::Async/>
            <Route path=path!("/reports") view=MyReports ssr=SsrMode::Async/>
            <Route path=path!("/reports/:id") view=MyReport ssr=SsrMode::Async/>
            <Route path=path!("/register") view=RegisterPage ssr=SsrMode::Async/>
            <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
            <Route path=path!("/forgot-password") view=ForgotPassword ssr=SsrMode::Async/>
            <Route path=path!("/reset-password") view=ResetPasswordPage ssr=SsrMode::Async/>
            <Route path=path!("/confirm-email") view=ConfirmEmail ssr=SsrMode::Async/>
            <Route path=path!("/pending") view=Pending ssr=SsrMode::Async/>
            <Route path=path!("/profile") view=ProfilePage ssr=SsrMode::Async/>
            <Route path=path!("/profile/privacy") view=PrivacyPage ssr=SsrMode::Async/>
            <Route path=path!("/profile/verification") view=VerificationPage ssr=SsrMode::Async/>
            <Route path=path!("/profile/sessions") view=SignInsPage ssr=SsrMode::Async/>
            <Route path=path!("/people/:id") view=PersonPage ssr=SsrMode::Async/>
            <Route path=path!("/review/verifications/:id") view=ReviewVerification ssr=SsrMode::Async/>
            <Route path=path!("/notifications") view=Notifications ssr=SsrMode::Async/>
            <Route path=path!("/profile/notifications") view=PreferencesPage ssr=SsrMode::Async/>
            <Route path=path!("/unsubscribe") view=UnsubscribePage ssr=SsrMode::Async/>
            <Route path=path!("/history/:kind/:id") view=RecordHistoryPage ssr=SsrMode::Async/>
            <Route path=path!("/exports") view=Exports ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects") view=OrganizerProjects ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/new") view=NewProject ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/edit") view=EditProject ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/participants") view=Participants ssr=SsrMode::Async/>
            <Route path=path!("/organizer/participants/:id") view=ParticipantPage ssr=SsrMode::Async/>
            <Route path=path!("/organizer/reports") view=ReportQueue ssr=SsrMode::Async/>
            <Route path=path!("/organizer/reports/:id") view=ReviewReport ssr=SsrMode::Async/>
            <Route path=path!("/batches/:id") view=BatchView ssr=SsrMode::Async/>
            <Route path=path!("/review") view=ReviewQueue ssr=SsrMode::Async/>
            <Route path=path!("/review/accounts/:id") view=ReviewAccount ssr=SsrMode::Async/>
            <Route path=path!("/review/projects/:id") view=ReviewProject ssr=SsrMode::Async/>
            <Route path=path!("/review/reports/:id") view=ReviewReport ssr=SsrMode::Async/>
            <Route path=path!("/review/appeals/:id") view=ReviewAppeal ssr=SsrMode::Async/>
            <Route path=path!("/review/templates") view=ReviewTemplates ssr=SsrMode::Async/>
            <Route path=path!("/admin") view=ConsoleHomePage ssr=SsrMode::Async/>
            <Route path=path!("/admin/settings") view=SettingsPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/settings/:name") view=SettingPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/flags") view=FlagsPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/flags/:name") view=FlagPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/jobs") view=JobsPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/jobs/runs") view=JobRuns ssr=SsrMode::Async/>
            <Route path=path!("/admin/jobs/schedule") view=JobSchedulePage ssr=SsrMode::Async/>
            <Route path=path!("/admin/jobs/:id") view=JobPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/storage") view=StoragePage ssr=SsrMode::Async/>
            <Route path=path!("/admin/storage/:problem") view=StorageFindings ssr=SsrMode::Async/>
            <Route path=path!("/admin/health") view=HealthPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/users") view=Users ssr=SsrMode::Async/>
            <Route path=path!("/admin/users/:id") view=UserPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/users/:id/access") view=AccessPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/roles") view=Roles ssr=SsrMode::Async/>
            <Route path=path!("/admin/roles/new") view=NewRole ssr=SsrMode::Async/>
            <Route path=path!("/admin/roles/:id") view=RolePage ssr=SsrMode::Async/>
            <Route path=path!("/admin/roles/:id/delete") view=DeleteRolePage ssr=SsrMode::Async/>
            <Route path=path!("/admin/permissions") view=Permissions ssr=SsrMode::Async/>
            <Route path=path!("/admin/permissions/:name") view=PermissionPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/tags") view=Tags ssr=SsrMode::Async/>
            <Route path=path!("/admin/achievements") view=Achievements ssr=SsrMode::Async/>
            <Route path=path!("/admin/achievements/:id") view=AchievementPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/log") view=Log ssr=SsrMode::Async/>
            <Route path=path!("/admin/deliveries") view=Deliveries ssr=SsrMode::Async/>
            <Route path=path!("/admin/deliveries/:id") view=DeliveryPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/templates") view=Templates ssr=SsrMode::Async/>
            <Route path=path!("/admin/templates/:kind/:channel/:locale") view=TemplateEditor ssr=SsrMode::Async/>
        </FlatRoutes>
    }
}
