//! When a task takes place.

use birqadam_volunteering::Task;
use leptos::prelude::*;

use crate::{
    format,
    ui::{Icon, IconView, use_locale},
};

/// The day, and the hours when they are known.
#[component]
pub fn TaskWhen(task: Task) -> impl IntoView {
    let l = use_locale();
    let hours = format::time_range(task.start_time, task.end_time);
    view! {
        <span class="row-fact">
            <IconView icon=Icon::Calendar/>
            <time datetime=task.deadline.to_string()>{format::date(l, task.deadline)}</time>
        </span>
        {hours
            .map(|hours| {
                view! {
                    <span class="row-fact">
                        <IconView icon=Icon::Clock/>
                        {hours}
                    </span>
                }
            })}
    }
}
