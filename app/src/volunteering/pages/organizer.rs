//! The public page of an organizer.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// The public page of an organizer.
#[component]
pub fn OrganizerPage() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::projects(l)>""</Page> }
}
