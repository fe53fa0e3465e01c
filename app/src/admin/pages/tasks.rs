//! `/admin/tasks`: every task of the platform, where figures about tasks lead.

use leptos::prelude::*;

use crate::{
    lists::TASKS_UI,
    texts::lists as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn AdminTasks() -> impl IntoView {
    view! { <ListView ui=&TASKS_UI title=words::all_tasks(use_locale())/> }
}
