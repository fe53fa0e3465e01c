//! `/organizer/projects/:id/participants`: the people of a project.

use leptos::prelude::*;

use crate::{
    lists::PARTICIPANTS_UI,
    reports::components::DownloadReport,
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
    let about = Signal::derive(move || format!("project_id={}", id.get()));
    let report = move || view! { <DownloadReport report="project_report" query=about/> };
    view! { <ListView ui=&PARTICIPANTS_UI title=words::participants(l) up=up place=place action=report/> }
}
