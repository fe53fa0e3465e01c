//! The start page: live projects, figures, how it works.

use leptos::prelude::*;

use crate::ui::Page;

/// The start page: live projects, figures, how it works.
#[component]
pub fn Landing() -> impl IntoView {
    view! { <Page title="BirQadam">""</Page> }
}
