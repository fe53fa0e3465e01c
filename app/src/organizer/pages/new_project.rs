//! `/organizer/projects/new`: a new project with its tasks.

use leptos::prelude::*;

use crate::{
    organizer::components::ProjectForm,
    texts::organizer as words,
    ui::{Crumb, Page, use_locale},
};

/// The page.
#[component]
pub fn NewProject() -> impl IntoView {
    let l = use_locale();
    view! {
        <Page
            title=words::new_project(l)
            lead=words::new_project_lead(l)
            up=Crumb::new("/organizer/projects", words::my_projects(l))
            narrow=true
        >
            <ProjectForm/>
        </Page>
    }
}
