//! `/admin/users`: everyone with an account.

use leptos::prelude::*;

use crate::{
    lists::USERS_UI,
    texts::nav,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn Users() -> impl IntoView {
    view! { <ListView ui=&USERS_UI title=nav::users(use_locale())/> }
}
