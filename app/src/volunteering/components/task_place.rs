//! A task on its project's page: when, how many places, and taking or giving back one's own.

use birqadam_core::Locale;
use birqadam_volunteering::{AssignmentStatus, Task};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    texts::{projects as words, tasks},
    ui::{Icon, IconView, assignment_chip, task_chip, use_locale, use_start},
    volunteering::server_fns::{JoinTask, LeaveTask},
};

/// `joinable`: the project is open and the reader may take places.
#[component]
pub fn TaskPlace(task: Task, joinable: bool) -> impl IntoView {
    let l = use_locale();
    let hours = format::time_range(task.start_time, task.end_time).map(|hours| {
        view! {
            <span>
                <IconView icon=Icon::Clock/>
                {hours}
            </span>
        }
    });
    let past = format::local_day(use_start().now) > task.deadline;
    let waiting = (task.waiting_count > 0).then(|| view! { <span>{words::in_queue(l, task.waiting_count)}</span> });
    view! {
        <li class="task">
            <div class="task-main">
                <p class="strong">{task.text.clone()}</p>
                <p class="task-facts">
                    <span>
                        <IconView icon=Icon::Calendar/>
                        {format::date(l, task.deadline)}
                    </span>
                    {hours}
                    <span>
                        <IconView icon=Icon::Users/>
                        {words::places_of(l, task.assigned_count, task.max_volunteers)}
                    </span>
                    {waiting}
                </p>
            </div>
            <div class="task-end">{step(l, &task, joinable, past)}</div>
        </li>
    }
}

/// The next step at this task.
fn step(l: Locale, task: &Task, joinable: bool, past: bool) -> AnyView {
    let id = task.id.to_string();
    match task.my_status {
        Some(status @ (AssignmentStatus::Assigned | AssignmentStatus::Waiting)) => {
            let leave = task.status.is_open().then(|| {
                view! {
                    <form method="post" action=LeaveTask::PATH>
                        <input type="hidden" name="input[task_id]" value=id/>
                        <button type="submit" class="button">
                            {tasks::leave(l)}
                        </button>
                    </form>
                }
            });
            view! {
                {assignment_chip(l, status)}
                {leave}
            }
            .into_any()
        }
        Some(AssignmentStatus::Completed) => assignment_chip(l, AssignmentStatus::Completed),
        _ if !task.status.is_open() => task_chip(l, task.status),
        _ if past => view! { <span class="muted small">{words::past(l)}</span> }.into_any(),
        _ if joinable => {
            let (label, class) = if task.free_places() > 0 {
                (words::join(l), "button button-primary")
            } else {
                (words::join_queue(l), "button")
            };
            view! {
                <form method="post" action=JoinTask::PATH>
                    <input type="hidden" name="input[task_id]" value=id/>
                    <button type="submit" class=class>
                        {label}
                    </button>
                </form>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}
