//! One of a volunteer's own tasks in a list: what, when, where, and the next step.

use birqadam_volunteering::{AssignmentStatus, MyTask, ReportStatus};
use leptos::prelude::*;

use super::{LeaveForm, TaskWhen};
use crate::{
    format, labels,
    texts::tasks as words,
    ui::{Icon, IconView, assignment_chip, report_chip, use_locale, use_start},
};

/// A row of the list. `left` is told when the place was given back; without it there is no
/// button for that.
#[component]
pub fn MyTaskRow(task: MyTask, #[prop(optional)] left: Option<Callback<()>>) -> impl IntoView {
    let l = use_locale();
    let place = [labels::city(l, &task.city).to_string(), task.address.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let chip = match (task.status, task.report) {
        (AssignmentStatus::Assigned, Some((_, status))) => report_chip(l, status),
        (status, _) => assignment_chip(l, status),
    };
    let queue = task.queue_position.filter(|_| task.status == AssignmentStatus::Waiting);
    let may_leave = matches!(task.status, AssignmentStatus::Assigned | AssignmentStatus::Waiting)
        && !matches!(task.report, Some((_, ReportStatus::Pending | ReportStatus::Returned | ReportStatus::Approved)));
    let leave = left.filter(|_| may_leave).map(
        |left| view! { <LeaveForm task_id=task.task.id waiting=task.status == AssignmentStatus::Waiting left=left/> },
    );
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">{task.task.text.clone()}</h3>
                <p class="row-facts">
                    <TaskWhen task=task.task.clone()/>
                    <span class="row-fact">
                        <IconView icon=Icon::MapPin/>
                        {place}
                    </span>
                </p>
                <p class="row-facts">
                    <a href=format!("/projects/{}", task.project_id)>{task.project_title.clone()}</a>
                </p>
            </div>
            <div class="row-end">
                {chip}
                {queue.map(|position| view! { <p class="muted">{words::queue_position(l, position)}</p> })}
                <div class="cluster">{next_step(&task)} {leave}</div>
            </div>
        </li>
    }
}

/// The button that leads on, if it is the volunteer's turn.
fn next_step(task: &MyTask) -> Option<AnyView> {
    let l = use_locale();
    let link = |class, href: String, icon, text: &'static str| {
        view! {
            <a class=class href=href>
                <IconView icon=icon/>
                <span>{text}</span>
            </a>
        }
        .into_any()
    };
    let due = task.task.deadline <= format::local_day(use_start().now);
    match (task.status, task.report) {
        (_, Some((report, ReportStatus::Returned))) => {
            Some(link("button button-primary", format!("/reports/{report}"), Icon::Pencil, words::correct_report(l)))
        }
        (_, Some((report, ReportStatus::Pending | ReportStatus::Approved))) => {
            Some(link("button", format!("/reports/{report}"), Icon::Camera, words::see_report(l)))
        }
        (AssignmentStatus::Assigned, _) if task.task.status.is_open() => Some(link(
            if due { "button button-primary" } else { "button" },
            format!("/tasks/{}/report", task.task.id),
            Icon::Camera,
            words::send_report(l),
        )),
        _ => None,
    }
}
