//! `/home`: the first page of a signed-in person, by role: home is work.

use birqadam_core::{Approval, Permission};
use leptos::prelude::*;
use leptos_router::components::Redirect;

use super::home_supporter::HomeSupporter;
use crate::{
    analytics::components::HomeBoard,
    organizer::pages::HomeOrganizer,
    resources::pages::HomePartner,
    review::pages::HomeModerator,
    sponsor::pages::HomeSponsor,
    ui::{ErrorPage, may, use_me},
    volunteering::pages::HomeVolunteer,
};

/// What waits for this person, then how it went lately; somebody else's work for nobody.
#[component]
pub fn Home() -> impl IntoView {
    let Some(me) = use_me() else {
        return view! { <ErrorPage error=birqadam_core::Error::Unauthenticated/> }.into_any();
    };
    if me.approval() != Approval::Approved {
        return view! { <Redirect path="/pending"/> }.into_any();
    }
    let now = if may(Permission::ProjectsModerate) || may(Permission::UsersReview) {
        view! { <HomeModerator/> }.into_any()
    } else if may(Permission::ProjectsManageOwn) {
        view! { <HomeOrganizer/> }.into_any()
    } else if may(Permission::TasksJoin) {
        view! { <HomeVolunteer/> }.into_any()
    } else if may(Permission::SponsorshipsCreate) {
        view! { <HomeSponsor/> }.into_any()
    } else if may(Permission::ResourcesManageOwn) {
        view! { <HomePartner/> }.into_any()
    } else {
        // Whoever has no work of their own: the projects one can stand behind.
        view! { <HomeSupporter/> }.into_any()
    };
    view! {
        {now}
        <HomeBoard/>
    }
    .into_any()
}
