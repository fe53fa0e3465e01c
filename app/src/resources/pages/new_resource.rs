//! `/partner/resources/new`: offering a resource.

use birqadam_core::{Approval, Code, Error, Permission};
use leptos::prelude::*;

use crate::{
    resources::components::ResourceForm,
    texts::resources as words,
    ui::{Crumb, ErrorPage, Page, may, use_locale, use_me},
};

/// The page.
#[component]
pub fn NewResource() -> impl IntoView {
    let l = use_locale();
    if let Some(error) = refusal() {
        return view! { <ErrorPage error=error/> }.into_any();
    }
    view! {
        <Page
            title=words::new_resource(l)
            lead=words::new_resource_lead(l)
            up=Crumb::new("/partner/resources", words::my_resources(l))
            narrow=true
        >
            <ResourceForm/>
        </Page>
    }
    .into_any()
}

/// Why there is no form for this person. The operation decides once more.
fn refusal() -> Option<Error> {
    let Some(me) = use_me() else { return Some(Error::Unauthenticated) };
    match me.approval() {
        Approval::Pending => Some(Error::Forbidden(Code::AccountPending)),
        Approval::Rejected => Some(Error::Forbidden(Code::AccountRejected)),
        Approval::Approved => (!may(Permission::ResourcesManageOwn)).then_some(Error::Forbidden(Code::NotAllowed)),
    }
}
