//! [`ORGANIZER_TASKS`].

use birqadam_core::{
    Actor, Result,
    list::{Choice, FilterValue, ListSpec},
    ssr::{
        Ctx,
        batch::BulkAction,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::{own_projects, project_choices};
use crate::{
    model::ORGANIZER_TASKS,
    ops::task_bulk::{CancelTasks, MoveTasks},
};

pub struct TaskList;

/// From when to when.
pub(super) const HOURS: &str =
    "to_char(t.start_time, 'HH24:MI') || coalesce('–' || to_char(t.end_time, 'HH24:MI'), '')";
/// Somebody may still join.
pub(super) const FREE: &str = "t.status in ('open', 'in_progress') and t.assigned_count < t.max_volunteers";

static SQL: ListSql = ListSql {
    from: "volunteering.tasks t join volunteering.projects p on p.id = t.project_id",
    id: "t.id",
    columns: &[
        ColumnSql::new("text", "t.text")
            .link("'/organizer/tasks/' || t.id")
            .sort(SortType::Text, r#"t.text collate "und-x-icu""#),
        ColumnSql::new("project", "p.title")
            .link("'/organizer/projects/' || p.id || '/participants'")
            .sort(SortType::Text, r#"p.title collate "und-x-icu""#),
        ColumnSql::new("status", "t.status"),
        ColumnSql::new("deadline", "t.deadline").sort(SortType::Day, "t.deadline"),
        ColumnSql::new("hours", HOURS),
        ColumnSql::new("places", "t.max_volunteers::bigint").sort(SortType::Int, "t.max_volunteers::bigint"),
        ColumnSql::new("people", "t.assigned_count::bigint").sort(SortType::Int, "t.assigned_count::bigint"),
        ColumnSql::new(
            "waiting",
            "(select count(*) from volunteering.assignments a where a.task_id = t.id and a.status = 'waiting')",
        ),
        ColumnSql::new("history", "'open'").link("'/history/task/' || t.id"),
    ],
    filters: &[
        FilterSql::holds("q", "core.fold(t.text || ' ' || p.title)"),
        FilterSql::is("status", "t.status"),
        FilterSql::with("project", of_projects),
        FilterSql::is("project_status", "p.status"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::day("deadline", "t.deadline"),
        FilterSql::time("created", "t.created_at"),
        FilterSql::time("finished", "t.completed_at"),
        FilterSql::flag("free", FREE),
    ],
};

/// Looked up, so every value is the number of a project of one's own.
pub(super) fn of_projects(value: &FilterValue, sql: &mut Where<'_>) {
    if let FilterValue::Any(values) = value {
        let ids: Vec<i64> = values.iter().filter_map(|id| id.parse().ok()).collect();
        sql.and("p.id = any(").bind(ids).push(")");
    }
}

#[async_trait]
impl List for TaskList {
    fn spec(&self) -> &'static ListSpec {
        &ORGANIZER_TASKS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        own_projects(actor, sql)
    }

    async fn choices(&self, ctx: &Ctx, actor: &Actor, _filter: &str) -> Result<Vec<Choice>> {
        project_choices(ctx, actor).await
    }

    fn actions(&self) -> &'static [&'static dyn BulkAction] {
        &[&MoveTasks, &CancelTasks]
    }
}
