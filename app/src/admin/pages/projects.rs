//! `/admin/projects`: every project that was ever sent for review.

use leptos::prelude::*;

use crate::{
    lists::PROJECTS_UI,
    texts::lists as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn AdminProjects() -> impl IntoView {
    view! { <ListView ui=&PROJECTS_UI title=words::admin_projects(use_locale())/> }
}
