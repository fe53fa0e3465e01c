//! `/organizer/tasks`: the tasks of all one's own projects.

use leptos::prelude::*;

use crate::{
    lists::ORGANIZER_TASKS_UI,
    texts::lists as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn OrganizerTasks() -> impl IntoView {
    view! { <ListView ui=&ORGANIZER_TASKS_UI title=words::my_tasks(use_locale())/> }
}
