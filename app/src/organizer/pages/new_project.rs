//! `/organizer/projects/new`: a new project with its tasks.

use birqadam_core::{FormInput, Permission};
use birqadam_volunteering::ProjectInput;
use leptos::prelude::*;

use crate::{
    forms::server_fns::find_draft,
    organizer::components::ProjectForm,
    texts::organizer as words,
    ui::{Crumb, ErrorPage, Page, load, use_locale, why_not},
};

/// The page.
#[component]
pub fn NewProject() -> impl IntoView {
    let l = use_locale();
    if let Some(error) = why_not(Permission::ProjectsManageOwn) {
        return view! { <ErrorPage error=error/> }.into_any();
    }
    let draft = crate::ui::read(|| (), |()| find_draft(ProjectInput::NAME.to_owned(), String::new()));
    load(draft, move |draft| {
        view! {
            <Page
                title=words::new_project(l)
                lead=words::new_project_lead(l)
                up=Crumb::new("/organizer/projects", words::my_projects(l))
                narrow=true
            >
                <ProjectForm draft=draft/>
            </Page>
        }
    })
}
