//! Words and looks of the lists of projects, tasks, reports and participants. A word means the same in
//! all of them.

use birqadam_core::Locale;
use birqadam_volunteering::{
    ORGANIZER_PROJECTS, ORGANIZER_REPORTS, ORGANIZER_TASKS, PARTICIPANTS, PROJECTS, ProjectStatus, REPORTS,
    ReportStatus, TaskStatus, VolunteerType,
};
use leptos::prelude::*;

use crate::{
    labels,
    texts::{audit, lists as words},
    ui::{ListEmpty, ListUi, project_chip, report_chip, task_chip},
};

pub static PROJECTS_UI: ListUi =
    ListUi { spec: &PROJECTS, label: project_label, value: project_value, chip: project_status, empty: no_projects };

pub static ORGANIZER_PROJECTS_UI: ListUi = ListUi {
    spec: &ORGANIZER_PROJECTS,
    label: project_label,
    value: project_value,
    chip: project_status,
    empty: no_own_projects,
};

pub static ORGANIZER_TASKS_UI: ListUi =
    ListUi { spec: &ORGANIZER_TASKS, label: task_label, value: task_value, chip: task_status, empty: no_tasks };

pub static ORGANIZER_REPORTS_UI: ListUi = ListUi {
    spec: &ORGANIZER_REPORTS,
    label: report_label,
    value: report_value,
    chip: report_status,
    empty: no_reports,
};

pub static REPORTS_UI: ListUi =
    ListUi { spec: &REPORTS, label: all_reports_label, value: report_value, chip: report_status, empty: no_reports };

pub static PARTICIPANTS_UI: ListUi = ListUi {
    spec: &PARTICIPANTS,
    label: participant_label,
    value: |_, _, value| value.to_owned(),
    chip: |_, _, _| None,
    empty: no_participants,
};

fn project_label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::projects_q(l),
        "decided" => words::project_decided(l),
        _ => label(l, name),
    }
}

pub(super) fn task_label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::tasks_q(l),
        "text" => words::task(l),
        "free" => words::tasks_free(l),
        "project_status" => words::project_status(l),
        "history" => audit::history(l),
        _ => label(l, name),
    }
}

pub(super) fn report_label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::reports_q(l),
        "timed" => words::reports_timed(l),
        _ => label(l, name),
    }
}

fn all_reports_label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::all_reports_q(l),
        _ => report_label(l, name),
    }
}

fn participant_label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::users_name(l),
        "waiting" => words::participants_waiting(l),
        "waits" => words::participants_waits(l),
        "verified" => words::verified(l),
        _ => label(l, name),
    }
}

/// What several of these lists have.
pub(super) fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "title" => words::title(l),
        "organizer" => words::organizer(l),
        "status" => words::users_status(l),
        "city" => words::city(l),
        "type" => words::projects_type(l),
        "starts" => words::starts(l),
        "ends" => words::ends(l),
        "places" => words::places(l),
        "people" => words::people(l),
        "participants" => words::participants(l),
        "waiting" => words::waiting(l),
        "budget" => words::budget(l),
        "submitted" => words::submitted(l),
        "created" => words::created(l),
        "published" => words::published(l),
        "finished" => words::finished(l),
        "project" => words::project(l),
        "task" => words::task(l),
        "deadline" => words::deadline(l),
        "hours" => words::hours(l),
        "volunteer" => words::volunteer(l),
        "rating" => words::users_rating(l),
        "photos" => words::photos(l),
        "reviewed" => words::reviewed(l),
        "name" => words::users_name(l),
        "phone" => words::users_phone(l),
        "assigned" => words::assigned(l),
        "completed" => words::completed(l),
        "reports" => words::reports(l),
        "joined" => words::joined(l),
        "last_activity" => words::last_activity(l),
        _ => "",
    }
}

fn project_value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "status" => ProjectStatus::parse(value).map(|status| labels::project_status(l, status).to_owned()),
        _ => of_project(l, name, value),
    }
    .unwrap_or_else(|| value.to_owned())
}

/// Where and what a project is, which its tasks and reports are narrowed by too.
pub(super) fn of_project(l: Locale, name: &str, value: &str) -> Option<String> {
    match name {
        "type" => VolunteerType::parse(value).map(|kind| labels::volunteer_type(l, kind).to_owned()),
        "city" => Some(labels::city(l, value)),
        _ => None,
    }
}

pub(super) fn task_value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "status" => TaskStatus::parse(value).map(|status| labels::task_status(l, status).to_owned()),
        "project_status" => ProjectStatus::parse(value).map(|status| labels::project_status(l, status).to_owned()),
        "history" => Some(audit::history(l).to_owned()),
        _ => of_project(l, name, value),
    }
    .unwrap_or_else(|| value.to_owned())
}

pub(super) fn report_value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "status" => ReportStatus::parse(value).map(|status| labels::report_status(l, status).to_owned()),
        _ => of_project(l, name, value),
    }
    .unwrap_or_else(|| value.to_owned())
}

fn project_status(l: Locale, name: &str, value: &str) -> Option<AnyView> {
    ProjectStatus::parse(value).filter(|_| name == "status").map(|status| project_chip(l, status))
}

pub(super) fn task_status(l: Locale, name: &str, value: &str) -> Option<AnyView> {
    TaskStatus::parse(value).filter(|_| name == "status").map(|status| task_chip(l, status))
}

pub(super) fn report_status(l: Locale, _name: &str, value: &str) -> Option<AnyView> {
    ReportStatus::parse(value).map(|status| report_chip(l, status))
}

fn no_projects(l: Locale) -> ListEmpty {
    ListEmpty { title: words::projects_empty(l), text: words::projects_empty_text(l), action: None }
}

fn no_own_projects(l: Locale) -> ListEmpty {
    let action = Some(("/organizer/projects/new", words::own_projects_first(l)));
    ListEmpty { title: words::own_projects_empty(l), text: words::own_projects_empty_text(l), action }
}

fn no_tasks(l: Locale) -> ListEmpty {
    let action = Some(("/organizer/projects/new", words::own_projects_first(l)));
    ListEmpty { title: words::tasks_empty(l), text: words::tasks_empty_text(l), action }
}

fn no_reports(l: Locale) -> ListEmpty {
    ListEmpty { title: words::reports_empty(l), text: words::reports_empty_text(l), action: None }
}

fn no_participants(l: Locale) -> ListEmpty {
    ListEmpty { title: words::participants_empty(l), text: words::participants_empty_text(l), action: None }
}
