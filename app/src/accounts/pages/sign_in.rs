//! Signing in.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// Signing in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::sign_in(l)>""</Page> }
}
