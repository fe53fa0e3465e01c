//! Words and looks of the lists behind figures of work: all tasks, places on tasks, one's own reports,
//! volunteers.

use birqadam_core::Locale;
use birqadam_volunteering::{
    AssignmentStatus, MY_PARTICIPATIONS, MY_REPORTS, ORGANIZER_PARTICIPATIONS, ORGANIZER_VOLUNTEERS, PARTICIPATIONS,
    TASKS, VOLUNTEERS,
};
use leptos::prelude::*;

use super::volunteering::{
    label, of_project, report_label, report_status, report_value, task_label, task_status, task_value,
};
use crate::{
    labels,
    texts::{analytics as steps, lists as words, tasks},
    ui::{ListEmpty, ListUi, assignment_chip, place_chip},
};

pub static TASKS_UI: ListUi =
    ListUi { spec: &TASKS, label: all_tasks_label, value: task_value, chip: task_status, empty: no_tasks };

pub static PARTICIPATIONS_UI: ListUi =
    ListUi { spec: &PARTICIPATIONS, label: place_label, value: place_value, chip: place_status, empty: no_places };

pub static ORGANIZER_PARTICIPATIONS_UI: ListUi = ListUi {
    spec: &ORGANIZER_PARTICIPATIONS,
    label: own_place_label,
    value: place_value,
    chip: place_status,
    empty: no_places,
};

pub static MY_PARTICIPATIONS_UI: ListUi = ListUi {
    spec: &MY_PARTICIPATIONS,
    label: my_place_label,
    value: my_place_value,
    chip: my_place_status,
    empty: no_places_of_mine,
};

pub static MY_REPORTS_UI: ListUi = ListUi {
    spec: &MY_REPORTS,
    label: my_report_label,
    value: report_value,
    chip: report_status,
    empty: no_reports_of_mine,
};

pub static VOLUNTEERS_UI: ListUi = ListUi {
    spec: &VOLUNTEERS,
    label: volunteer_label,
    value: volunteer_value,
    chip: |_, _, _| None,
    empty: |l| nobody(l, words::volunteers_empty_text(l)),
};

pub static ORGANIZER_VOLUNTEERS_UI: ListUi = ListUi {
    spec: &ORGANIZER_VOLUNTEERS,
    label: volunteer_label,
    value: volunteer_value,
    chip: |_, _, _| None,
    empty: |l| nobody(l, words::own_volunteers_empty_text(l)),
};

fn all_tasks_label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::all_tasks_q(l),
        "reports_waiting" => words::reports_waiting(l),
        _ => task_label(l, name),
    }
}

fn place_label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::all_reports_q(l),
        "left" => words::place_left(l),
        "finished" => words::place_finished(l),
        "moved" => words::place_moved(l),
        _ => label(l, name),
    }
}

fn own_place_label(l: Locale, name: &str) -> &'static str {
    if name == "q" { words::own_participations_q(l) } else { place_label(l, name) }
}

fn my_place_label(l: Locale, name: &str) -> &'static str {
    if name == "q" { words::tasks_q(l) } else { place_label(l, name) }
}

fn my_report_label(l: Locale, name: &str) -> &'static str {
    if name == "q" { words::my_reports_q(l) } else { report_label(l, name) }
}

fn volunteer_label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::users_name(l),
        "active" => words::volunteer_active(l),
        "city" => words::volunteer_city(l),
        "home" => words::volunteer_home(l),
        "registered_as" => words::registered_as(l),
        "created" => words::users_created(l),
        "step" => words::volunteer_step(l),
        "first_task" => words::volunteer_first_task(l),
        "first_report" => words::volunteer_first_report(l),
        "takes_part" => words::volunteer_takes_part(l),
        "taken" => words::volunteer_taken(l),
        _ => label(l, name),
    }
}

fn place_value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "status" => AssignmentStatus::parse(value).map(|status| labels::place_status(l, status).to_owned()),
        _ => of_project(l, name, value),
    }
    .unwrap_or_else(|| value.to_owned())
}

fn my_place_value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "status" => AssignmentStatus::parse(value).map(|status| labels::assignment_status(l, status).to_owned()),
        _ => of_project(l, name, value),
    }
    .unwrap_or_else(|| value.to_owned())
}

fn volunteer_value(l: Locale, name: &str, value: &str) -> String {
    match (name, value) {
        ("home", _) => labels::home_city(l, value),
        ("registered_as", _) => labels::role(l, value),
        ("step", "approved") => steps::step_approved(l).to_owned(),
        ("step", "first_task") => steps::step_first_task(l).to_owned(),
        ("step", "first_report") => steps::step_first_report(l).to_owned(),
        _ => of_project(l, name, value).unwrap_or_else(|| value.to_owned()),
    }
}

fn place_status(l: Locale, name: &str, value: &str) -> Option<AnyView> {
    AssignmentStatus::parse(value).filter(|_| name == "status").map(|status| place_chip(l, status))
}

fn my_place_status(l: Locale, name: &str, value: &str) -> Option<AnyView> {
    AssignmentStatus::parse(value).filter(|_| name == "status").map(|status| assignment_chip(l, status))
}

fn no_tasks(l: Locale) -> ListEmpty {
    ListEmpty { title: words::tasks_empty(l), text: words::all_tasks_empty_text(l), action: None }
}

fn no_places(l: Locale) -> ListEmpty {
    ListEmpty { title: words::participants_empty(l), text: words::participations_empty_text(l), action: None }
}

fn no_places_of_mine(l: Locale) -> ListEmpty {
    let action = Some(("/projects", tasks::find_project(l)));
    ListEmpty { title: words::my_places_empty(l), text: words::my_places_empty_text(l), action }
}

fn no_reports_of_mine(l: Locale) -> ListEmpty {
    ListEmpty { title: words::reports_empty(l), text: words::my_reports_empty_text(l), action: None }
}

fn nobody(l: Locale, text: &'static str) -> ListEmpty {
    ListEmpty { title: words::users_empty(l), text, action: None }
}
