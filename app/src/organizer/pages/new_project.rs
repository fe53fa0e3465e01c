//! `/organizer/projects/new`: a new project with its tasks.

use birqadam_core::{Approval, Code, Error, FormInput, Permission};
use birqadam_volunteering::ProjectInput;
use leptos::prelude::*;

use crate::{
    forms::server_fns::find_draft,
    organizer::components::ProjectForm,
    texts::organizer as words,
    ui::{Crumb, ErrorPage, Page, load, may, use_locale, use_me},
};

/// The page.
#[component]
pub fn NewProject() -> impl IntoView {
    let l = use_locale();
    if let Some(error) = refusal() {
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

/// Why there is no form for this person. The operation decides once more; this spares them
/// filling in what cannot be sent.
fn refusal() -> Option<Error> {
    let Some(me) = use_me() else { return Some(Error::Unauthenticated) };
    match me.approval() {
        Approval::Pending => Some(Error::Forbidden(Code::AccountPending)),
        Approval::Rejected => Some(Error::Forbidden(Code::AccountRejected)),
        Approval::Approved => (!may(Permission::ProjectsManageOwn)).then_some(Error::Forbidden(Code::NotAllowed)),
    }
}
