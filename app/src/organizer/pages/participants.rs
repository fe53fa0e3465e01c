//! `/organizer/projects/:id/participants`: the people of a project.

use leptos::prelude::*;

use crate::{
    lists::PARTICIPANTS_UI,
    texts::{lists, organizer as words},
    ui::{Crumb, ListView, use_id, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn Participants() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let up = Crumb::new(format!("/organizer/projects/{}/edit", id.get_untracked()), lists::project(l));
    let place = Signal::derive(move || format!("project={}", id.get()));
    view! { <ListView ui=&PARTICIPANTS_UI title=words::participants(l) up=up place=place/> }
}
