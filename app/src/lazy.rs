//! Pages whose code the browser fetches when one of their kind is first entered: a volunteer on
//! a phone never loads the consoles. One piece per kind of work, named like its folder; what a
//! visitor sees first is in the main piece. See `docs/adr/0012`.
//!
//! `tools/bundle` cuts the module; on the server a lazy page is a page like any other.

use std::marker::PhantomData;
use std::pin::Pin;

use leptos::prelude::*;
use leptos_router::ChooseView;
use leptos_router::hooks::use_location;

use crate::texts::lazy as words;
use crate::ui::{EmptyState, Page, use_locale};

/// A page on its way.
type Coming = Pin<Box<dyn Future<Output = AnyView>>>;

/// A page of a piece.
pub trait LazyPage {
    fn come() -> Coming;
}

/// The view of a route: the page once its piece has come. The router takes a route apart by
/// types; of one type for all pages there is one such router, not one for each page.
#[derive(Clone, Copy)]
pub struct Whenever(fn() -> Coming);

impl ChooseView for Whenever {
    fn choose(self) -> impl Future<Output = AnyView> {
        (self.0)()
    }

    async fn preload(&self) {}
}

/// Names the page of a route.
pub struct Lazy<P>(PhantomData<P>);

impl<P: LazyPage> Lazy<P> {
    #[expect(clippy::new_ret_no_self, reason = "reads as Leptos's own, which is of another type for each page")]
    pub fn new() -> Whenever {
        Whenever(P::come)
    }
}

/// `pieces! { <piece>: <folder>::<Page>, … }` makes a [`LazyPage`] of each page. A piece has one
/// entrance, which is told the page.
macro_rules! pieces {
    ($($piece:ident: $($folder:ident::$page:ident),+;)+) => {
        $($(
            /// The page of the same name.
            pub struct $page;

            impl LazyPage for $page {
                fn come() -> Coming {
                    Box::pin($piece::come($piece::Name::$page))
                }
            }
        )+

        mod $piece {
            use leptos::prelude::*;
            use leptos::wasm_split::SplitLoaderError;

            #[derive(Clone, Copy)]
            pub(super) enum Name {
                $($page),+
            }

            pub(super) async fn come(name: Name) -> AnyView {
                #[cfg(feature = "ssr")]
                crate::assets::announce_piece(stringify!($piece));
                enter(name).await.unwrap_or_else(|_| view! { <super::NotLoaded/> }.into_any())
            }

            #[leptos::wasm_split::wasm_split($piece, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn enter(name: Name) -> Result<AnyView, SplitLoaderError> {
                Ok(match name {
                    $(Name::$page => view! { <crate::$folder::pages::$page/> }.into_any()),+
                })
            }
        })+
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
