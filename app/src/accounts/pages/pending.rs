//! Where an application stands; documents and correction.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// Where an application stands; documents and correction.
#[component]
pub fn Pending() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::home(l)>""</Page> }
}
