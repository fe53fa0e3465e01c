//! `/organizer/projects`: one's own projects.

use leptos::prelude::*;

use crate::{
    lists::ORGANIZER_PROJECTS_UI,
    texts::organizer as words,
    ui::{Icon, IconView, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn OrganizerProjects() -> impl IntoView {
    let l = use_locale();
    let new = move || {
        view! {
            <a class="button button-primary" href="/organizer/projects/new">
                <IconView icon=Icon::Plus/>
                <span>{words::new_project(l)}</span>
            </a>
        }
    };
    view! { <ListView ui=&ORGANIZER_PROJECTS_UI title=words::my_projects(l) action=new/> }
}
