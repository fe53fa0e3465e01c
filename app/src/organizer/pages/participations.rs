//! `/organizer/participations`: every place taken on the tasks of one's own projects.

use leptos::prelude::*;

use crate::{
    lists::ORGANIZER_PARTICIPATIONS_UI,
    texts::{lists as words, nav},
    ui::{Crumb, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn OrganizerParticipations() -> impl IntoView {
    let l = use_locale();
    let up = Crumb::new("/analytics", nav::statistics(l));
    view! { <ListView ui=&ORGANIZER_PARTICIPATIONS_UI title=words::participations(l) up=up/> }
}
