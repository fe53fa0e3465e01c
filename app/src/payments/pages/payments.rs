//! `/admin/payments`: every payment.

use leptos::prelude::*;

use crate::{
    lists::PAYMENTS_UI,
    texts::payments as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn Payments() -> impl IntoView {
    view! { <ListView ui=&PAYMENTS_UI title=words::payments(use_locale())/> }
}
