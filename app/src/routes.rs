//! Every page and its address.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route},
    path,
};

use crate::{
    home::pages::Landing,
    lazy::{self, Lazy},
    ui::NotFound,
    volunteering::pages::{Browse, OrganizerPage, ProjectPage},
};

/// The routes. All render whole before the first byte is sent: status, title and session are
/// then right also without JavaScript.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <NotFound/> }>
            <Route path=path!("/") view=Landing ssr=SsrMode::Async/>
            <Route path=path!("/home") view={Lazy::<lazy::Home>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/projects") view=Browse ssr=SsrMode::Async/>
            <Route path=path!("/projects/:id") view=ProjectPage ssr=SsrMode::Async/>
            <Route path=path!("/projects/:id/sponsor") view={Lazy::<lazy::SponsorForm>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/sponsorships/:id") view={Lazy::<lazy::SponsorshipPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/sponsor/pledges") view={Lazy::<lazy::PledgesPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizers/:id") view=OrganizerPage ssr=SsrMode::Async/>
            <Route path=path!("/organizers/:id/impact") view={Lazy::<lazy::OrganizerImpact>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/impact") view={Lazy::<lazy::PlatformImpact>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/q/:code") view={Lazy::<lazy::QrPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/impact") view={Lazy::<lazy::MyImpactPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/tasks") view={Lazy::<lazy::MyTasks>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/tasks/all") view={Lazy::<lazy::MyPlaces>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/tasks/:id/report") view={Lazy::<lazy::ReportForm>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/reports") view={Lazy::<lazy::MyReports>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/reports/all") view={Lazy::<lazy::AllMyReports>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/reports/:id") view={Lazy::<lazy::MyReport>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/register") view={Lazy::<lazy::RegisterPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/sign-in") view={Lazy::<lazy::SignInPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/forgot-password") view={Lazy::<lazy::ForgotPassword>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/reset-password") view={Lazy::<lazy::ResetPasswordPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/confirm-email") view={Lazy::<lazy::ConfirmEmail>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/pending") view={Lazy::<lazy::Pending>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/profile") view={Lazy::<lazy::ProfilePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/profile/privacy") view={Lazy::<lazy::PrivacyPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/profile/verification") view={Lazy::<lazy::VerificationPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/profile/sessions") view={Lazy::<lazy::SignInsPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/passport") view={Lazy::<lazy::MyPassportsPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/passport/:code") view={Lazy::<lazy::VerifyPassportPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/people/:id") view={Lazy::<lazy::PersonPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/review/verifications/:id") view={Lazy::<lazy::ReviewVerification>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/notifications") view={Lazy::<lazy::Notifications>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/profile/notifications") view={Lazy::<lazy::PreferencesPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/unsubscribe") view={Lazy::<lazy::UnsubscribePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/history/:kind/:id") view={Lazy::<lazy::RecordHistoryPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/exports") view={Lazy::<lazy::Exports>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/exports/schedules") view={Lazy::<lazy::Schedules>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/sponsor/projects") view={Lazy::<lazy::SponsorProjects>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/sponsor/projects/:id/report") view={Lazy::<lazy::SponsorReportPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/sponsor/expenses") view={Lazy::<lazy::SponsorExpenses>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/sponsor/sponsorships") view={Lazy::<lazy::Sponsorships>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/analytics") view={Lazy::<lazy::StatisticsPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects") view={Lazy::<lazy::OrganizerProjects>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/new") view={Lazy::<lazy::NewProject>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/edit") view={Lazy::<lazy::EditProject>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/money") view={Lazy::<lazy::ProjectMoneyPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/money/budget") view={Lazy::<lazy::BudgetPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/money/expenses") view={Lazy::<lazy::ExpensesPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/money/expenses/new") view={Lazy::<lazy::NewExpense>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/money/impact") view={Lazy::<lazy::ImpactFiguresPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/expenses/:id") view={Lazy::<lazy::ExpensePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/projects/:id/participants") view={Lazy::<lazy::Participants>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/participants/:id") view={Lazy::<lazy::ParticipantPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/tasks") view={Lazy::<lazy::OrganizerTasks>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/tasks/:id") view={Lazy::<lazy::OrganizerTask>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/participations") view={Lazy::<lazy::OrganizerParticipations>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/volunteers") view={Lazy::<lazy::OrganizerVolunteers>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/all-reports") view={Lazy::<lazy::AllReports>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/reports") view={Lazy::<lazy::ReportQueue>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/reports/:id") view={Lazy::<lazy::ReviewReport>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/resources") view={Lazy::<lazy::Resources>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/resources/:id") view={Lazy::<lazy::ResourcePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/partners/:id") view={Lazy::<lazy::PartnerView>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/partner/resources") view={Lazy::<lazy::PartnerResources>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/partner/resources/new") view={Lazy::<lazy::NewResource>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/partner/resources/:id/edit") view={Lazy::<lazy::EditResource>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/partner/requests") view={Lazy::<lazy::PartnerRequests>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/partner/requests/:id") view={Lazy::<lazy::PartnerRequestPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/requests") view={Lazy::<lazy::OrganizerRequests>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/organizer/requests/:id") view={Lazy::<lazy::OrganizerRequestPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/batches/:id") view={Lazy::<lazy::BatchView>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/review") view={Lazy::<lazy::ReviewQueue>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/review/accounts/:id") view={Lazy::<lazy::ReviewAccount>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/review/projects/:id") view={Lazy::<lazy::ReviewProject>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/review/reports/:id") view={Lazy::<lazy::ReviewReport>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/review/expenses/:id") view={Lazy::<lazy::ReviewExpensePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/review/appeals/:id") view={Lazy::<lazy::ReviewAppeal>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/review/templates") view={Lazy::<lazy::ReviewTemplates>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin") view={Lazy::<lazy::ConsoleHomePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/settings") view={Lazy::<lazy::SettingsPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/settings/:name") view={Lazy::<lazy::SettingPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/flags") view={Lazy::<lazy::FlagsPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/flags/:name") view={Lazy::<lazy::FlagPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/jobs") view={Lazy::<lazy::JobsPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/jobs/runs") view={Lazy::<lazy::JobRuns>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/jobs/schedule") view={Lazy::<lazy::JobSchedulePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/jobs/:id") view={Lazy::<lazy::JobPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/storage") view={Lazy::<lazy::StoragePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/storage/:problem") view={Lazy::<lazy::StorageFindings>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/health") view={Lazy::<lazy::HealthPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/projects") view={Lazy::<lazy::AdminProjects>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/tasks") view={Lazy::<lazy::AdminTasks>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/participations") view={Lazy::<lazy::AdminParticipations>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/volunteers") view={Lazy::<lazy::AdminVolunteers>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/reports") view={Lazy::<lazy::AdminReports>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/users") view={Lazy::<lazy::Users>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/users/:id") view={Lazy::<lazy::UserPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/users/:id/access") view={Lazy::<lazy::AccessPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/roles") view={Lazy::<lazy::Roles>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/roles/new") view={Lazy::<lazy::NewRole>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/roles/:id") view={Lazy::<lazy::RolePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/roles/:id/delete") view={Lazy::<lazy::DeleteRolePage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/permissions") view={Lazy::<lazy::Permissions>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/permissions/:name") view={Lazy::<lazy::PermissionPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/tags") view={Lazy::<lazy::Tags>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/achievements") view={Lazy::<lazy::Achievements>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/achievements/:id") view={Lazy::<lazy::AchievementPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/expenses") view={Lazy::<lazy::AllExpensesPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/ledger") view={Lazy::<lazy::LedgerPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/ledger/:id") view={Lazy::<lazy::LedgerEntryPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/payments") view={Lazy::<lazy::Payments>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/payments/:id") view={Lazy::<lazy::PaymentPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/log") view={Lazy::<lazy::Log>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/deliveries") view={Lazy::<lazy::Deliveries>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/deliveries/:id") view={Lazy::<lazy::DeliveryPage>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/templates") view={Lazy::<lazy::Templates>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/admin/templates/:kind/:channel/:locale") view={Lazy::<lazy::TemplateEditor>::new()} ssr=SsrMode::Async/>
        </FlatRoutes>
    }
}
