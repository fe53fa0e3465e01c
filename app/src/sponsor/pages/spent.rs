//! `/sponsor/expenses`: what one's own gifts were spent on, in all projects.

use leptos::prelude::*;

use crate::{
    lists::SPONSOR_EXPENSES_UI,
    texts::sponsor as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn SponsorExpenses() -> impl IntoView {
    view! { <ListView ui=&SPONSOR_EXPENSES_UI title=words::spent_title(use_locale())/> }
}
