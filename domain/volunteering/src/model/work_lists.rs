//! The lists behind figures of work: tasks of the whole platform, places on tasks, reports of one's
//! own, people who were active. `domain/analytics/src/model/drill` leads here.

use birqadam_core::{
    Permission,
    city::HOME_CITIES,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

use super::lists::{CITY_NAMES, PLACE_STATUSES, PROJECT_STATUSES, REPORT_STATUSES, TASK_STATUSES, TYPE_NAMES};

/// All tasks, for moderators; those of drafts are their organizers' own business.
pub static TASKS: ListSpec = ListSpec {
    name: "tasks",
    permission: Permission::ProjectsModerate,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", TASK_STATUSES),
        FilterSpec::choice("project_status", PROJECT_STATUSES),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("deadline"),
        FilterSpec::days("created"),
        FilterSpec::days("finished"),
        FilterSpec::flag("free"),
        FilterSpec::ids("project"),
        FilterSpec::ids("organizer"),
    ],
    columns: &[
        ColumnSpec::new("text", CellKind::Link),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("organizer", CellKind::Link),
        ColumnSpec::new("city", CellKind::Code),
        ColumnSpec::new("type", CellKind::Code).hidden(),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("deadline", CellKind::Day).sortable(),
        ColumnSpec::new("hours", CellKind::Text).hidden(),
        ColumnSpec::new("people", CellKind::Number).summed(),
        ColumnSpec::new("places", CellKind::Number).summed(),
        ColumnSpec::new("reports_waiting", CellKind::Number),
        ColumnSpec::new("created", CellKind::Time).sortable().hidden(),
        ColumnSpec::new("finished", CellKind::Time).sortable().hidden(),
    ],
    sort: "-deadline",
};

/// Every place on a task that somebody took, gave up or waits for.
pub static PARTICIPATIONS: ListSpec = ListSpec {
    name: "participations",
    permission: Permission::UsersView,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", PLACE_STATUSES),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("joined"),
        FilterSpec::days("left"),
        FilterSpec::days("finished"),
        FilterSpec::days("moved"),
        FilterSpec::ids("project"),
        FilterSpec::ids("organizer"),
    ],
    columns: &[
        ColumnSpec::new("volunteer", CellKind::Link),
        ColumnSpec::new("task", CellKind::Link),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("organizer", CellKind::Link).hidden(),
        ColumnSpec::new("city", CellKind::Code),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("joined", CellKind::Time).sortable(),
        ColumnSpec::new("left", CellKind::Time).sortable().hidden(),
        ColumnSpec::new("finished", CellKind::Time).sortable().hidden(),
    ],
    sort: "-joined",
};

/// The same of an organizer's own projects.
pub static ORGANIZER_PARTICIPATIONS: ListSpec = ListSpec {
    name: "organizer_participations",
    permission: Permission::ParticipantsViewOwn,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", PLACE_STATUSES),
        FilterSpec::lookup("project"),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("joined"),
        FilterSpec::days("left"),
        FilterSpec::days("finished"),
        FilterSpec::days("moved"),
    ],
    columns: &[
        ColumnSpec::new("volunteer", CellKind::Link),
        ColumnSpec::new("task", CellKind::Link),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("city", CellKind::Code).hidden(),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("joined", CellKind::Time).sortable(),
        ColumnSpec::new("left", CellKind::Time).sortable().hidden(),
        ColumnSpec::new("finished", CellKind::Time).sortable().hidden(),
    ],
    sort: "-joined",
};

/// A volunteer's own places.
pub static MY_PARTICIPATIONS: ListSpec = ListSpec {
    name: "my_participations",
    permission: Permission::TasksJoin,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", PLACE_STATUSES),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::days("joined"),
        FilterSpec::days("left"),
        FilterSpec::days("finished"),
        FilterSpec::ids("project"),
        FilterSpec::ids("organizer"),
    ],
    columns: &[
        ColumnSpec::new("task", CellKind::Link),
        ColumnSpec::new("organizer", CellKind::Link),
        ColumnSpec::new("city", CellKind::Code),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("deadline", CellKind::Day).sortable(),
        ColumnSpec::new("joined", CellKind::Time).sortable(),
        ColumnSpec::new("left", CellKind::Time).sortable().hidden(),
        ColumnSpec::new("finished", CellKind::Time).sortable().hidden(),
    ],
    sort: "-joined",
};

/// A volunteer's own reports.
pub static MY_REPORTS: ListSpec = ListSpec {
    name: "my_reports",
    permission: Permission::TasksJoin,
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
        ColumnSpec::new("task", CellKind::Link),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("rating", CellKind::Stars).sortable(),
        ColumnSpec::new("photos", CellKind::Number).summed(),
        ColumnSpec::new("submitted", CellKind::Time).sortable(),
        ColumnSpec::new("reviewed", CellKind::Time).sortable(),
    ],
    sort: "-submitted",
};

/// How far a volunteer came; each step holds only who made the steps before.
const STEPS: &[&str] = &["approved", "first_task", "first_report"];
/// The roles one registers as, and the administrator's.
const ROLES: &[&str] = &["volunteer", "organizer", "moderator", "sponsor", "partner", "admin"];

/// Who registered as a volunteer or was active as one. City, kind, project and organizer are those of
/// the work; with days, all of the same work.
pub static VOLUNTEERS: ListSpec = ListSpec {
    name: "volunteers",
    permission: Permission::UsersView,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::days("active"),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::ids("project"),
        FilterSpec::ids("organizer"),
        FilterSpec::choice("registered_as", ROLES),
        FilterSpec::days("created"),
        FilterSpec::choice("home", HOME_CITIES),
        FilterSpec::choice("step", STEPS),
        FilterSpec::days("first_task"),
        FilterSpec::days("first_report"),
    ],
    columns: &[
        ColumnSpec::new("name", CellKind::Link).sortable(),
        ColumnSpec::new("home", CellKind::Code),
        ColumnSpec::new("taken", CellKind::Number),
        ColumnSpec::new("completed", CellKind::Number),
        ColumnSpec::new("reports", CellKind::Number),
        ColumnSpec::new("rating", CellKind::Stars).sortable().hidden(),
        ColumnSpec::new("created", CellKind::Time).sortable(),
    ],
    sort: "-created",
};

/// Who was active in an organizer's own projects.
pub static ORGANIZER_VOLUNTEERS: ListSpec = ListSpec {
    name: "organizer_volunteers",
    permission: Permission::ParticipantsViewOwn,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::days("active"),
        FilterSpec::lookup("project"),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", TYPE_NAMES),
        FilterSpec::flag("takes_part"),
    ],
    columns: &[
        ColumnSpec::new("name", CellKind::Link).sortable(),
        ColumnSpec::new("taken", CellKind::Number),
        ColumnSpec::new("completed", CellKind::Number),
        ColumnSpec::new("reports", CellKind::Number),
        ColumnSpec::new("rating", CellKind::Stars).sortable(),
    ],
    sort: "name",
};
