//! Asking for a link to set a new password.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// Asking for a link to set a new password.
#[component]
pub fn ForgotPassword() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::sign_in(l)>""</Page> }
}
