//! [`PARTICIPATIONS`], [`ORGANIZER_PARTICIPATIONS`] and [`MY_PARTICIPATIONS`]: places on tasks.

use birqadam_core::{
    Actor, Result,
    list::{Choice, FilterValue, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::{names_for_volunteer, names_of, own_projects, project_choices, tasks::of_projects};
use crate::model::{MY_PARTICIPATIONS, ORGANIZER_PARTICIPATIONS, PARTICIPATIONS};

pub struct ParticipationList;
pub struct OrganizerParticipationList;
pub struct MyParticipationList;

const JOINED: ColumnSql = ColumnSql::new("joined", "a.joined_at").sort(SortType::Time, "a.joined_at");
const LEFT: ColumnSql = ColumnSql::new("left", "a.left_at").sort_nullable(SortType::Time, "a.left_at");
const FINISHED: ColumnSql =
    ColumnSql::new("finished", "a.completed_at").sort_nullable(SortType::Time, "a.completed_at");
const STATUS: ColumnSql = ColumnSql::new("status", "a.status");
const CITY: ColumnSql = ColumnSql::new("city", "p.city");
const ORGANIZER: ColumnSql =
    ColumnSql::new("organizer", "coalesce(o.organization_name, o.name)").link("'/organizers/' || o.id");

static SQL: ListSql = ListSql {
    from: "volunteering.assignments a
           join volunteering.tasks t on t.id = a.task_id
           join volunteering.projects p on p.id = t.project_id
           join accounts.users u on u.id = a.volunteer_id
           join accounts.users o on o.id = p.organizer_id",
    id: "a.id",
    columns: &[
        ColumnSql::new("volunteer", "u.name").link("'/admin/users/' || u.id"),
        ColumnSql::new("task", "t.text").link("'/review/projects/' || p.id || '#task-' || t.id"),
        ColumnSql::new("project", "p.title").link("'/projects/' || p.id"),
        ORGANIZER,
        CITY,
        STATUS,
        JOINED,
        LEFT,
        FINISHED,
    ],
    filters: &[
        FilterSql::with("q", by_words),
        FilterSql::is("status", "a.status"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::time("joined", "a.joined_at"),
        FilterSql::time("left", "a.left_at"),
        FilterSql::time("finished", "a.completed_at"),
        FilterSql::with("moved", moved),
        FilterSql::id("project", "t.project_id"),
        FilterSql::id("organizer", "p.organizer_id"),
    ],
};

static OWN_SQL: ListSql = ListSql {
    from: "volunteering.assignments a
           join volunteering.tasks t on t.id = a.task_id
           join volunteering.projects p on p.id = t.project_id
           join accounts.users u on u.id = a.volunteer_id",
    id: "a.id",
    columns: &[
        ColumnSql::new("volunteer", "u.name").link("'/organizer/participants/' || u.id"),
        ColumnSql::new("task", "t.text").link("'/organizer/tasks/' || t.id"),
        ColumnSql::new("project", "p.title").link("'/organizer/projects/' || p.id || '/participants'"),
        CITY,
        STATUS,
        JOINED,
        LEFT,
        FINISHED,
    ],
    filters: &[
        FilterSql::holds("q", "core.fold(u.name || ' ' || t.text || ' ' || p.title)"),
        FilterSql::is("status", "a.status"),
        FilterSql::with("project", of_projects),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::time("joined", "a.joined_at"),
        FilterSql::time("left", "a.left_at"),
        FilterSql::time("finished", "a.completed_at"),
        FilterSql::with("moved", moved),
    ],
};

static MY_SQL: ListSql = ListSql {
    from: "volunteering.assignments a
           join volunteering.tasks t on t.id = a.task_id
           join volunteering.projects p on p.id = t.project_id
           join accounts.users o on o.id = p.organizer_id",
    id: "a.id",
    columns: &[
        ColumnSql::new("task", "t.text").link("'/projects/' || p.id"),
        ORGANIZER,
        CITY,
        STATUS,
        ColumnSql::new("deadline", "t.deadline").sort(SortType::Day, "t.deadline"),
        JOINED,
        LEFT,
        FINISHED,
    ],
    filters: &[
        FilterSql::holds("q", "core.fold(t.text || ' ' || p.title)"),
        FilterSql::is("status", "a.status"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::time("joined", "a.joined_at"),
        FilterSql::time("left", "a.left_at"),
        FilterSql::time("finished", "a.completed_at"),
        FilterSql::id("project", "t.project_id"),
        FilterSql::id("organizer", "p.organizer_id"),
    ],
};

/// A place was taken or given up on one of the days, which is what the share of places given up is of.
fn moved(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Days { from, to } = value else { return };
    sql.and("((a.status <> 'waiting'").time("a.joined_at", *from, *to);
    sql.push(") or (a.status = 'left'").time("a.left_at", *from, *to).push("))");
}

/// By the volunteer's name, or the project's title and place: each found by its own index. The one of
/// people also knows their mail addresses, by which nobody is to be found here.
fn by_words(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Text(text) = value else { return };
    sql.and(
        "a.id in (select v.id from accounts.users w join volunteering.assignments v on v.volunteer_id = w.id
                  where true",
    );
    sql.holds("core.fold(w.name || ' ' || coalesce(w.organization_name, '') || ' ' || w.email)", text);
    sql.holds("core.fold(w.name)", text);
    sql.push(
        " union all select v.id from volunteering.projects j join volunteering.tasks k on k.project_id = j.id
          join volunteering.assignments v on v.task_id = k.id where true",
    );
    sql.holds("j.search_text", text).push(")");
}

#[async_trait]
impl List for ParticipationList {
    fn spec(&self) -> &'static ListSpec {
        &PARTICIPATIONS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    async fn names(&self, ctx: &Ctx, _actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        names_of(ctx, filter, ids).await
    }
}

#[async_trait]
impl List for OrganizerParticipationList {
    fn spec(&self) -> &'static ListSpec {
        &ORGANIZER_PARTICIPATIONS
    }

    fn sql(&self) -> &'static ListSql {
        &OWN_SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        own_projects(actor, sql)
    }

    async fn choices(&self, ctx: &Ctx, actor: &Actor, _filter: &str) -> Result<Vec<Choice>> {
        project_choices(ctx, actor).await
    }
}

#[async_trait]
impl List for MyParticipationList {
    fn spec(&self) -> &'static ListSpec {
        &MY_PARTICIPATIONS
    }

    fn sql(&self) -> &'static ListSql {
        &MY_SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and("a.volunteer_id = ").bind(actor.require_user()?.0);
        Ok(())
    }

    async fn names(&self, ctx: &Ctx, actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        names_for_volunteer(ctx, actor, filter, ids).await
    }
}
