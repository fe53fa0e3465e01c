//! `/partner/resources`: what one lends.

use leptos::prelude::*;

use crate::{
    lists::PARTNER_RESOURCES_UI,
    texts::resources as words,
    ui::{Icon, IconView, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn PartnerResources() -> impl IntoView {
    let l = use_locale();
    let new = move || {
        view! {
            <a class="button button-primary" href="/partner/resources/new">
                <IconView icon=Icon::Plus/>
                <span>{words::new_resource(l)}</span>
            </a>
        }
    };
    view! { <ListView ui=&PARTNER_RESOURCES_UI title=words::my_resources(l) action=new/> }
}
