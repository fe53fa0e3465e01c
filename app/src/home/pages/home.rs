//! The first page of a signed-in person, by role: home is work.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// The first page of a signed-in person, by role: home is work.
#[component]
pub fn Home() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::home(l)>""</Page> }
}
