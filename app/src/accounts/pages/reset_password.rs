//! Setting a new password with the link from the mail.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// Setting a new password with the link from the mail.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::sign_in(l)>""</Page> }
}
