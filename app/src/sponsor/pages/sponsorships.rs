//! `/sponsor/sponsorships`: what one gave.

use leptos::prelude::*;

use crate::{
    lists::SPONSORSHIPS_UI,
    texts::sponsor as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn Sponsorships() -> impl IntoView {
    view! { <ListView ui=&SPONSORSHIPS_UI title=words::sponsorships_title(use_locale())/> }
}
