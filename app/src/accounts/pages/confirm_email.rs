//! Confirming an address with the link from the mail.

use leptos::prelude::*;

use crate::ui::{Page, use_locale};

/// Confirming an address with the link from the mail.
#[component]
pub fn ConfirmEmail() -> impl IntoView {
    let l = use_locale();
    view! { <Page title=crate::texts::nav::sign_in(l)>""</Page> }
}
