//! `/organizer/volunteers`: who was active in one's own projects.

use leptos::prelude::*;

use crate::{
    lists::ORGANIZER_VOLUNTEERS_UI,
    texts::{lists as words, nav},
    ui::{Crumb, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn OrganizerVolunteers() -> impl IntoView {
    let l = use_locale();
    let up = Crumb::new("/analytics", nav::statistics(l));
    view! { <ListView ui=&ORGANIZER_VOLUNTEERS_UI title=words::volunteers(l) up=up/> }
}
