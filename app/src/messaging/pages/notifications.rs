//! The inbox.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// The inbox.
#[component]
pub fn Notifications() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::inbox(l)>""</Page> }
}
