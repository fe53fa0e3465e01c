//! One project with its tasks.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// One project with its tasks.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::projects(l)>""</Page> }
}
