//! All public projects, with filters in the URL.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// All public projects, with filters in the URL.
#[component]
pub fn Browse() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::projects(l)>""</Page> }
}
