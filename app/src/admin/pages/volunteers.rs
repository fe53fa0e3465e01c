//! `/admin/volunteers`: people by where and when they were active, and how far they came.

use leptos::prelude::*;

use crate::{
    lists::VOLUNTEERS_UI,
    texts::lists as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn AdminVolunteers() -> impl IntoView {
    view! { <ListView ui=&VOLUNTEERS_UI title=words::volunteers(use_locale())/> }
}
