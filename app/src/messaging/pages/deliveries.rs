//! `/admin/deliveries`: what became of everything that was to be delivered. Without a mail server
//! this is the outbox to read.

use leptos::prelude::*;

use crate::{
    lists::DELIVERIES_UI,
    texts::{deliveries as words, nav},
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn Deliveries() -> impl IntoView {
    let l = use_locale();
    view! { <ListView ui=&DELIVERIES_UI title=nav::deliveries(l) lead=words::lead(l)/> }
}
