//! The lists of projects, tasks, reports and participants.

use birqadam_core::{
    Permission,
    city::CITIES,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

use super::{AssignmentStatus, ProjectStatus, ReportStatus, TaskStatus, VolunteerType};

/// Names of constants as a constant, for the values of a filter.
macro_rules! names {
    ($all:expr, |$one:ident| $name:expr) => {{
        const NAMES: [&str; $all.len()] = {
            let mut names = [""; $all.len()];
            let mut index = 0;
            while index < $all.len() {
                let $one = $all[index];
                names[index] = $name;
                index += 1;
            }
            names
        };
        &NAMES
    }};
}

pub(super) const CITY_NAMES: &[&str] = names!(CITIES, |city| city.name);
pub(super) const TYPE_NAMES: &[&str] = names!(VolunteerType::ALL, |kind| kind.as_str());
pub(super) const PROJECT_STATUSES: &[&str] = names!(ProjectStatus::ALL, |status| status.as_str());
pub(super) const TASK_STATUSES: &[&str] = names!(TaskStatus::ALL, |status| status.as_str());
pub(super) const PLACE_STATUSES: &[&str] = names!(AssignmentStatus::ALL, |status| status.as_str());
pub(super) const REPORT_STATUSES: &[&str] = names!(ReportStatus::ALL, |status| status.as_str());

/// All projects, for moderators.
pub static PROJECTS: ListSpec = ListSpec {
    name: "projects",
    permission: Permission::ProjectsModerate,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", PROJECT_STATUSES),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("created"),
        FilterSpec::days("published"),
        FilterSpec::days("finished"),
        FilterSpec::flag("decided"),
        FilterSpec::ids("project"),
        FilterSpec::ids("organizer"),
    ],
    columns: &[
        ColumnSpec::new("title", CellKind::Link).sortable(),
        ColumnSpec::new("organizer", CellKind::Link),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("city", CellKind::Code),
        ColumnSpec::new("type", CellKind::Code),
        ColumnSpec::new("starts", CellKind::Day).sortable().hidden(),
        ColumnSpec::new("places", CellKind::Number).hidden(),
        ColumnSpec::new("people", CellKind::Number).hidden(),
        ColumnSpec::new("submitted", CellKind::Time).sortable(),
        ColumnSpec::new("created", CellKind::Time).sortable(),
    ],
    sort: "-created",
};

/// An organizer's own projects.
pub static ORGANIZER_PROJECTS: ListSpec = ListSpec {
    name: "organizer_projects",
    permission: Permission::ProjectsManageOwn,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", PROJECT_STATUSES),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("created"),
        FilterSpec::days("published"),
        FilterSpec::days("finished"),
        FilterSpec::flag("decided"),
        FilterSpec::ids("project"),
    ],
    columns: &[
        ColumnSpec::new("title", CellKind::Link).sortable(),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("city", CellKind::Code),
        ColumnSpec::new("type", CellKind::Code).hidden(),
        ColumnSpec::new("starts", CellKind::Day).sortable(),
        ColumnSpec::new("ends", CellKind::Day).sortable().hidden(),
        ColumnSpec::new("places", CellKind::Number).summed(),
        ColumnSpec::new("people", CellKind::Number).summed(),
        ColumnSpec::new("participants", CellKind::Link),
        ColumnSpec::new("waiting", CellKind::Number).hidden(),
        ColumnSpec::new("budget", CellKind::Money).hidden(),
        ColumnSpec::new("created", CellKind::Time).sortable().hidden(),
    ],
    sort: "-created",
};

/// An organizer's own tasks, across projects.
pub static ORGANIZER_TASKS: ListSpec = ListSpec {
    name: "organizer_tasks",
    permission: Permission::ProjectsManageOwn,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", TASK_STATUSES),
        FilterSpec::lookup("project"),
        FilterSpec::choice("project_status", PROJECT_STATUSES),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("deadline"),
        FilterSpec::days("created"),
        FilterSpec::days("finished"),
        FilterSpec::flag("free"),
    ],
    columns: &[
        ColumnSpec::new("text", CellKind::Link).sortable(),
        ColumnSpec::new("project", CellKind::Link).sortable(),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("deadline", CellKind::Day).sortable(),
        ColumnSpec::new("hours", CellKind::Text).hidden(),
        ColumnSpec::new("places", CellKind::Number).sortable().summed(),
        ColumnSpec::new("people", CellKind::Number).sortable().summed(),
        ColumnSpec::new("waiting", CellKind::Number),
        ColumnSpec::new("history", CellKind::Link).hidden(),
    ],
    sort: "deadline",
};

/// Reports on an organizer's own projects, decided or not. What waits is decided in the queue.
pub static ORGANIZER_REPORTS: ListSpec = ListSpec {
    name: "organizer_reports",
    permission: Permission::ReportsReviewOwn,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", REPORT_STATUSES),
        FilterSpec::lookup("project"),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("submitted"),
        FilterSpec::days("reviewed"),
        FilterSpec::flag("timed"),
    ],
    columns: &[
        ColumnSpec::new("volunteer", CellKind::Link).sortable(),
        ColumnSpec::new("task", CellKind::Text),
        ColumnSpec::new("project", CellKind::Link).sortable(),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("rating", CellKind::Stars).sortable(),
        ColumnSpec::new("photos", CellKind::Number).hidden(),
        ColumnSpec::new("submitted", CellKind::Time).sortable(),
        ColumnSpec::new("reviewed", CellKind::Time).sortable().hidden(),
    ],
    sort: "-submitted",
};

/// All reports, for who stands in for organizers and answers appeals.
pub static REPORTS: ListSpec = ListSpec {
    name: "reports",
    permission: Permission::ReportsModerate,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", REPORT_STATUSES),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("submitted"),
        FilterSpec::days("reviewed"),
        FilterSpec::flag("timed"),
        FilterSpec::ids("project"),
        FilterSpec::ids("organizer"),
    ],
    columns: &[
        ColumnSpec::new("volunteer", CellKind::Link),
        ColumnSpec::new("task", CellKind::Text),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("organizer", CellKind::Link),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("rating", CellKind::Stars),
        ColumnSpec::new("photos", CellKind::Number).hidden(),
        ColumnSpec::new("submitted", CellKind::Time).sortable(),
        ColumnSpec::new("reviewed", CellKind::Time).sortable().hidden(),
    ],
    sort: "-submitted",
};

/// The people of one of an organizer's projects.
pub static PARTICIPANTS: ListSpec = ListSpec {
    name: "participants",
    permission: Permission::ParticipantsViewOwn,
    filters: &[FilterSpec::ids("project").fixed(), FilterSpec::text("q"), FilterSpec::flag("waits")],
    columns: &[
        ColumnSpec::new("name", CellKind::Link).sortable(),
        ColumnSpec::new("phone", CellKind::Text),
        ColumnSpec::new("verified", CellKind::Flag).hidden(),
        ColumnSpec::new("rating", CellKind::Stars).sortable(),
        ColumnSpec::new("assigned", CellKind::Number).sortable(),
        ColumnSpec::new("waiting", CellKind::Number).sortable(),
        ColumnSpec::new("completed", CellKind::Number).sortable(),
        ColumnSpec::new("reports", CellKind::Number),
        ColumnSpec::new("joined", CellKind::Time).sortable().hidden(),
        ColumnSpec::new("last_activity", CellKind::Time),
    ],
    sort: "name",
};
