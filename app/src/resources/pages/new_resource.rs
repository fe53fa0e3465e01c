//! `/partner/resources/new`: offering a resource.

use birqadam_core::Permission;
use leptos::prelude::*;

use crate::{
    resources::components::ResourceForm,
    texts::resources as words,
    ui::{Crumb, ErrorPage, Page, use_locale, why_not},
};

/// The page.
#[component]
pub fn NewResource() -> impl IntoView {
    let l = use_locale();
    if let Some(error) = why_not(Permission::ResourcesManageOwn) {
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
