//! The places of a person: the rail beside the page, the bar below it on phones, the rest in the
//! person's menu.

use birqadam_accounts::Me;
use birqadam_core::{Locale, Permission};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    console::components::opens_console,
    texts::{console, lists, nav, payments, sponsor},
    ui::{
        icon::{Icon, IconView},
        start::{use_locale, use_start},
    },
};

/// One place of the rail: address, words, icon.
pub(super) struct Place(pub &'static str, pub &'static str, pub Icon);

/// Most places of the bottom bar; the others stand in the person's menu.
pub(super) const BAR_PLACES: usize = 5;

/// The places of a person, the most needed first; the bottom bar shows the first five.
pub(super) fn places(l: Locale, me: Option<&Me>) -> Vec<Place> {
    let mut places = Vec::new();
    let Some(me) = me else {
        places.push(Place("/projects", nav::projects(l), Icon::HeartHandshake));
        places.push(Place("/sign-in", nav::sign_in(l), Icon::LogIn));
        places.push(Place("/register", nav::register(l), Icon::Footprints));
        return places;
    };
    places.push(Place("/home", nav::home(l), Icon::House));
    let can = |permission| me.can(permission);
    let reviews = [
        Permission::UsersReview,
        Permission::UsersVerify,
        Permission::ProjectsModerate,
        Permission::ReportsModerate,
        Permission::ExpensesApprove,
    ];
    if reviews.into_iter().any(can) {
        places.push(Place("/review", nav::review(l), Icon::ShieldCheck));
    }
    if can(Permission::ProjectsModerate) {
        places.push(Place("/admin/projects", nav::all_projects(l), Icon::FolderKanban));
        places.push(Place("/admin/tasks", lists::all_tasks(l), Icon::ListChecks));
    }
    if can(Permission::ReportsModerate) {
        places.push(Place("/admin/reports", lists::all_reports(l), Icon::Camera));
    }
    if can(Permission::UsersView) {
        places.push(Place("/admin/participations", lists::participations(l), Icon::HeartHandshake));
        places.push(Place("/admin/volunteers", lists::volunteers(l), Icon::Users));
    }
    if can(Permission::ReportsReviewOwn) {
        places.push(Place("/organizer/reports", nav::organizer_reports(l), Icon::Camera));
    }
    if can(Permission::ProjectsManageOwn) {
        places.push(Place("/organizer/projects", nav::organizer_projects(l), Icon::FolderKanban));
        places.push(Place("/organizer/tasks", nav::organizer_tasks(l), Icon::ListChecks));
    }
    if can(Permission::SponsorshipsCreate) {
        places.push(Place("/sponsor/projects", sponsor::nav_projects(l), Icon::Coins));
        places.push(Place("/sponsor/sponsorships", sponsor::nav_sponsorships(l), Icon::FileText));
        places.push(Place("/sponsor/pledges", payments::pledges(l), Icon::RefreshCw));
    }
    if can(Permission::ResourcesManageOwn) {
        places.push(Place("/partner/requests", nav::partner_requests(l), Icon::Inbox));
        places.push(Place("/partner/resources", nav::my_resources(l), Icon::Building2));
    }
    if can(Permission::ResourcesRequest) {
        places.push(Place("/resources", nav::resources(l), Icon::Building2));
        places.push(Place("/organizer/requests", nav::organizer_requests(l), Icon::Inbox));
    }
    if can(Permission::TasksJoin) {
        places.push(Place("/tasks", nav::my_tasks(l), Icon::ListChecks));
    }
    if can(Permission::ReportsCreate) {
        places.push(Place("/reports", nav::my_reports(l), Icon::Camera));
    }
    if opens_console(can) {
        places.push(Place("/admin", console::title(l), Icon::Settings));
    } else if can(Permission::UsersView) {
        places.push(Place("/admin/users", nav::users(l), Icon::Users));
    }
    places.push(Place("/projects", nav::projects(l), Icon::HeartHandshake));
    if can(Permission::AnalyticsView) || can(Permission::ProjectsManageOwn) {
        places.push(Place("/analytics", nav::statistics(l), Icon::ChartColumn));
    }
    places
}

/// All places, beside the page.
#[component]
pub(super) fn Rail() -> impl IntoView {
    let l = use_locale();
    let rail = places(l, use_start().me.as_ref()).into_iter().map(place).collect_view();
    view! {
        <nav class="rail" aria-label=nav::places(l)>
            {rail}
        </nav>
    }
}

/// The first places, below the page on phones.
#[component]
pub(super) fn BottomBar() -> impl IntoView {
    let l = use_locale();
    let bar = places(l, use_start().me.as_ref()).into_iter().take(BAR_PLACES).map(place).collect_view();
    view! {
        <nav class="bottombar" aria-label=nav::places(l)>
            {bar}
        </nav>
    }
}

fn place(place: Place) -> impl IntoView {
    view! {
        <A href=place.0 attr:class="place">
            <IconView icon=place.2/>
            <span>{place.1}</span>
        </A>
    }
}
