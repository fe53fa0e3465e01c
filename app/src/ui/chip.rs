//! Status: always icon and word and tone, the same everywhere.

use birqadam_accounts::AccountStatus;
use birqadam_core::Locale;
use birqadam_volunteering::{AssignmentStatus, ProjectStatus, ReportStatus, TaskStatus};
use leptos::prelude::*;

use super::icon::{Icon, IconView};
use crate::labels;

/// A chip of icon, word and tone (`waiting`, `active`, `good`, `bad`, `muted`).
#[component]
pub fn StatusChip(#[prop(into)] text: String, icon: Icon, tone: &'static str) -> impl IntoView {
    view! {
        <span class=format!("chip chip-{tone}")>
            <IconView icon=icon/>
            {text}
        </span>
    }
}

fn chip(text: &'static str, (icon, tone): (Icon, &'static str)) -> AnyView {
    view! { <StatusChip text=text icon=icon tone=tone/> }.into_any()
}

const WAITING: (Icon, &str) = (Icon::Hourglass, "waiting");
const RETURNED: (Icon, &str) = (Icon::Undo2, "waiting");
const ACTIVE: (Icon, &str) = (Icon::CircleDot, "active");
const DONE: (Icon, &str) = (Icon::Check, "good");
const REFUSED: (Icon, &str) = (Icon::X, "bad");
const DRAFT: (Icon, &str) = (Icon::Pencil, "muted");
const ENDED: (Icon, &str) = (Icon::History, "muted");

/// The chip of a project.
pub fn project_chip(l: Locale, status: ProjectStatus) -> AnyView {
    let look = match status {
        ProjectStatus::Draft => DRAFT,
        ProjectStatus::Pending => WAITING,
        ProjectStatus::Returned => RETURNED,
        ProjectStatus::Active => ACTIVE,
        ProjectStatus::Completed => DONE,
        ProjectStatus::Archived => ENDED,
        ProjectStatus::Rejected => REFUSED,
    };
    chip(labels::project_status(l, status), look)
}

/// The chip of a task.
pub fn task_chip(l: Locale, status: TaskStatus) -> AnyView {
    let look = match status {
        TaskStatus::Open | TaskStatus::InProgress => ACTIVE,
        TaskStatus::Completed => DONE,
        TaskStatus::Cancelled => REFUSED,
    };
    chip(labels::task_status(l, status), look)
}

/// The chip of one's place on a task.
pub fn assignment_chip(l: Locale, status: AssignmentStatus) -> AnyView {
    chip(labels::assignment_status(l, status), place_look(status))
}

/// The chip of somebody else's place on a task.
pub fn place_chip(l: Locale, status: AssignmentStatus) -> AnyView {
    chip(labels::place_status(l, status), place_look(status))
}

fn place_look(status: AssignmentStatus) -> (Icon, &'static str) {
    match status {
        AssignmentStatus::Assigned => ACTIVE,
        AssignmentStatus::Waiting => WAITING,
        AssignmentStatus::Left => ENDED,
        AssignmentStatus::Completed => DONE,
    }
}

/// The chip of a photo report.
pub fn report_chip(l: Locale, status: ReportStatus) -> AnyView {
    let look = match status {
        ReportStatus::Pending => WAITING,
        ReportStatus::Approved => DONE,
        ReportStatus::Returned => RETURNED,
        ReportStatus::Rejected => REFUSED,
    };
    chip(labels::report_status(l, status), look)
}

/// The chip of an account.
pub fn account_chip(l: Locale, status: AccountStatus) -> AnyView {
    let look = match status {
        AccountStatus::Active => DONE,
        AccountStatus::Pending => WAITING,
        AccountStatus::Rejected => REFUSED,
        AccountStatus::Blocked => (Icon::Ban, "bad"),
    };
    chip(labels::account_status(l, status), look)
}
