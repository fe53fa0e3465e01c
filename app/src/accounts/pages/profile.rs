//! One's own profile.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// One's own profile.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::profile(l)>""</Page> }
}
