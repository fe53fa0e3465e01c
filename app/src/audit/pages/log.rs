//! `/admin/log`: who did what, when, to which record, from where.

use leptos::prelude::*;

use crate::{
    audit::LOG_UI,
    texts::{admin, audit as words},
    ui::{ListView, use_locale},
};

/// The page; everything about it is the list's declaration.
#[component]
pub fn Log() -> impl IntoView {
    let l = use_locale();
    view! { <ListView ui=&LOG_UI title=words::title(l) lead=admin::log_lead(l)/> }
}
