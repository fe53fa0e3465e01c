//! Pages whose code the browser fetches when one of their kind is first entered: a volunteer on
//! a phone never loads the consoles. One piece per kind of work, named like its folder; what a
//! visitor sees first is in the main piece. See `docs/adr/0012`.
//!
//! `tools/bundle` cuts the module; on the server a lazy page is a page like any other.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use leptos_router::hooks::use_location;

use crate::texts::lazy as words;
use crate::ui::{EmptyState, Page, use_locale};

/// `pieces! { <piece>: <folder>::<Page>, … }` makes a route of each page.
macro_rules! pieces {
    ($($piece:ident: $($folder:ident::$page:ident),+;)+) => {
        $($(
            /// The page of the same name, once its piece has come.
            pub struct $page;

            impl LazyRoute for $page {
                fn data() -> Self {
                    $page
                }

                async fn view(_: Self) -> AnyView {
                    #[cfg(feature = "ssr")]
                    crate::assets::announce_piece(stringify!($piece));
                    #[leptos::wasm_split::wasm_split($piece, wasm_split_path = ::leptos::wasm_split, fallible)]
                    #[allow(non_snake_case)]
                    fn $page() -> Result<AnyView, leptos::wasm_split::SplitLoaderError> {
                        Ok(view! { <crate::$folder::pages::$page/> }.into_any())
                    }
                    $page().await.unwrap_or_else(|_| view! { <NotLoaded/> }.into_any())
                }
            }
        )+)+
    };
}

pieces! {
    door: accounts::RegisterPage, accounts::SignInPage, accounts::ForgotPassword, accounts::ResetPasswordPage,
        accounts::ConfirmEmail, accounts::Pending, messaging::UnsubscribePage, passport::VerifyPassportPage,
        impact::PlatformImpact, impact::OrganizerImpact, impact::QrPage;
    member: home::Home, volunteering::MyTasks, volunteering::ReportForm, volunteering::MyReports,
        volunteering::MyPlaces, volunteering::AllMyReports,
        volunteering::MyReport, accounts::ProfilePage, people::PrivacyPage, people::VerificationPage,
        people::SignInsPage, people::PersonPage, passport::MyPassportsPage, messaging::Notifications, messaging::PreferencesPage,
        payments::SponsorForm, payments::SponsorshipPage, payments::PledgesPage,
        exports::Exports, reports::Schedules;
    analytics: analytics::StatisticsPage;
    resources: resources::Resources, resources::ResourcePage, resources::PartnerView, resources::PartnerResources,
        resources::NewResource, resources::EditResource, resources::PartnerRequests, resources::PartnerRequestPage,
        resources::OrganizerRequests, resources::OrganizerRequestPage;
    sponsor: sponsor::SponsorProjects, sponsor::Sponsorships, sponsor::SponsorExpenses, sponsor::SponsorReportPage;
    organizer: money::ProjectMoneyPage, money::BudgetPage, money::ExpensesPage, money::NewExpense, money::ExpensePage,
        money::ImpactFiguresPage, organizer::OrganizerProjects, organizer::NewProject, organizer::EditProject, organizer::Participants,
        organizer::ParticipantPage, organizer::OrganizerTasks, organizer::OrganizerTask, organizer::AllReports,
        organizer::OrganizerParticipations, organizer::OrganizerVolunteers, organizer::ReportQueue, impact::MyImpactPage;
    office: money::ReviewExpensePage, money::LedgerPage, money::AllExpensesPage, money::LedgerEntryPage, people::ReviewVerification, audit::RecordHistoryPage, review::ReviewReport, lists::BatchView,
        review::ReviewQueue, review::ReviewAccount, review::ReviewProject, review::ReviewAppeal,
        review::ReviewTemplates, console::ConsoleHomePage, console::SettingsPage, console::SettingPage,
        console::FlagsPage, console::FlagPage, console::JobsPage, console::JobRuns, console::JobSchedulePage,
        console::JobPage, console::StoragePage, console::StorageFindings, console::HealthPage, admin::AdminProjects,
        admin::AdminReports, admin::AdminTasks, admin::AdminParticipations, admin::AdminVolunteers,
        admin::Users, admin::UserPage, admin::AccessPage, admin::Roles, admin::NewRole, admin::RolePage,
        admin::DeleteRolePage, admin::Permissions, admin::PermissionPage, admin::Tags, growth::Achievements,
        growth::AchievementPage, audit::Log, messaging::Deliveries, messaging::DeliveryPage, messaging::Templates,
        payments::Payments, payments::PaymentPage,
        messaging::TemplateEditor;
}

/// The piece did not come: the connection broke, or the platform was renewed since this page was
/// opened. A whole load of the page mends both.
#[component]
fn NotLoaded() -> impl IntoView {
    let l = use_locale();
    let address = use_location();
    let again = move || {
        let href = format!("{}{}", address.pathname.get_untracked(), address.search.get_untracked());
        view! { <a class="button button-primary" href=href rel="external">{words::again(l)}</a> }
    };
    view! {
        <Page title=words::title(l)>
            <EmptyState title=words::title(l) text=words::text(l) action=again/>
        </Page>
    }
}
