//! [`TASKS`]: the tasks of the whole platform.

use birqadam_core::{
    Actor, Result,
    list::{Choice, FilterValue, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::{
    names_of,
    tasks::{FREE, HOURS},
};
use crate::model::TASKS;

pub struct AllTaskList;

static SQL: ListSql = ListSql {
    from: "volunteering.tasks t
           join volunteering.projects p on p.id = t.project_id
           join accounts.users o on o.id = p.organizer_id",
    id: "t.id",
    columns: &[
        // Where moderators see the task with all of its project, whatever state that is in.
        ColumnSql::new("text", "t.text").link("'/review/projects/' || p.id || '#task-' || t.id"),
        ColumnSql::new("project", "p.title").link("'/review/projects/' || p.id"),
        ColumnSql::new("organizer", "coalesce(o.organization_name, o.name)").link("'/organizers/' || o.id"),
        ColumnSql::new("city", "p.city"),
        ColumnSql::new("type", "p.volunteer_type"),
        ColumnSql::new("status", "t.status"),
        ColumnSql::new("deadline", "t.deadline").sort(SortType::Day, "t.deadline"),
        ColumnSql::new("hours", HOURS),
        ColumnSql::new("people", "t.assigned_count::bigint"),
        ColumnSql::new("places", "t.max_volunteers::bigint"),
        ColumnSql::new(
            "reports_waiting",
            "(select count(*) from volunteering.photo_reports r where r.task_id = t.id and r.status = 'pending')",
        ),
        ColumnSql::new("created", "t.created_at").sort(SortType::Time, "t.created_at"),
        ColumnSql::new("finished", "t.completed_at").sort_nullable(SortType::Time, "t.completed_at"),
    ],
    filters: &[
        FilterSql::with("q", by_words),
        FilterSql::is("status", "t.status"),
        FilterSql::is("project_status", "p.status"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::day("deadline", "t.deadline"),
        FilterSql::time("created", "t.created_at"),
        FilterSql::time("finished", "t.completed_at"),
        FilterSql::flag("free", FREE),
        FilterSql::id("project", "t.project_id"),
        FilterSql::id("organizer", "p.organizer_id"),
    ],
};

/// By the task's words, or its project's title and place: each found by its own index.
fn by_words(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Text(text) = value else { return };
    sql.and("t.id in (select w.id from volunteering.tasks w where true");
    sql.holds("core.fold(w.text)", text);
    sql.push(
        " union all select w.id from volunteering.projects j join volunteering.tasks w on w.project_id = j.id
          where true",
    );
    sql.holds("j.search_text", text).push(")");
}

#[async_trait]
impl List for AllTaskList {
    fn spec(&self) -> &'static ListSpec {
        &TASKS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    /// A draft is its organizer's own business.
    fn base(&self, _actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and("(p.status <> 'draft')");
        Ok(())
    }

    async fn names(&self, ctx: &Ctx, _actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        names_of(ctx, filter, ids).await
    }
}
