//! [`VOLUNTEERS`] and [`ORGANIZER_VOLUNTEERS`]: people by what they did, where and when. Who was active is
//! read where the figures count them, so that a figure and the list behind it are never at odds.

use birqadam_core::{
    Actor, Result,
    list::{Choice, FilterValue, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, Filters, List, ListSql, SortType, Where, async_trait},
    },
};

use super::{names_of, project_choices};
use crate::model::{ORGANIZER_VOLUNTEERS, VOLUNTEERS};

pub struct VolunteerList;
pub struct OrganizerVolunteerList;

const RATING: ColumnSql =
    ColumnSql::new("rating", "u.rating::float8").sort_nullable(SortType::Float, "u.rating::float8");

static SQL: ListSql = ListSql {
    from: "accounts.users u",
    id: "u.id",
    columns: &[
        ColumnSql::new("name", "u.name")
            .link("'/admin/users/' || u.id")
            .sort(SortType::Text, r#"u.name collate "und-x-icu""#),
        ColumnSql::new("home", "coalesce(u.city, '-')"),
        ColumnSql::new(
            "taken",
            "(select count(*) from volunteering.assignments a where a.volunteer_id = u.id and a.status <> 'waiting')",
        ),
        ColumnSql::new(
            "completed",
            "(select count(*) from volunteering.assignments a where a.volunteer_id = u.id and a.status = 'completed')",
        ),
        ColumnSql::new("reports", "(select count(*) from volunteering.photo_reports r where r.volunteer_id = u.id)"),
        RATING,
        ColumnSql::new("created", "u.created_at").sort(SortType::Time, "u.created_at"),
    ],
    filters: &[
        FilterSql::with("q", by_name),
        FilterSql::together("active"),
        FilterSql::together("city"),
        FilterSql::together("type"),
        FilterSql::together("project"),
        FilterSql::together("organizer"),
        FilterSql::is("registered_as", "u.role"),
        FilterSql::time("created", "u.created_at"),
        FilterSql::is("home", "coalesce(u.city, '-')"),
        FilterSql::with("step", came_to),
        FilterSql::with("first_task", first_task),
        FilterSql::with("first_report", first_report),
    ],
};

/// Holds a place, or did the work of one.
const TAKES_PART: &str = "exists (select from volunteering.assignments a join volunteering.tasks t on t.id = a.task_id
    join volunteering.projects p on p.id = t.project_id
    where a.volunteer_id = u.id and p.organizer_id = own.organizer_id and a.status in ('assigned', 'completed'))";

/// The condition on the organizer reaches into the subquery, because its rows differ by it.
static OWN_SQL: ListSql = ListSql {
    from: "accounts.users u
           join (select distinct organizer_id, user_id from analytics.active_days) own on own.user_id = u.id",
    id: "u.id",
    columns: &[
        ColumnSql::new("name", "u.name")
            .link("'/organizer/participants/' || u.id")
            .sort(SortType::Text, r#"u.name collate "und-x-icu""#),
        // What was done for this organizer.
        ColumnSql::new(
            "taken",
            "(select count(*) from volunteering.assignments a join volunteering.tasks t on t.id = a.task_id
              join volunteering.projects p on p.id = t.project_id
              where a.volunteer_id = u.id and p.organizer_id = own.organizer_id and a.status <> 'waiting')",
        ),
        ColumnSql::new(
            "completed",
            "(select count(*) from volunteering.assignments a join volunteering.tasks t on t.id = a.task_id
              join volunteering.projects p on p.id = t.project_id
              where a.volunteer_id = u.id and p.organizer_id = own.organizer_id and a.status = 'completed')",
        ),
        ColumnSql::new(
            "reports",
            "(select count(*) from volunteering.photo_reports r join volunteering.projects p on p.id = r.project_id
              where r.volunteer_id = u.id and p.organizer_id = own.organizer_id)",
        ),
        RATING,
    ],
    filters: &[
        FilterSql::with("q", by_name),
        FilterSql::together("active"),
        FilterSql::together("project"),
        FilterSql::together("city"),
        FilterSql::together("type"),
        FilterSql::flag("takes_part", TAKES_PART),
    ],
};

/// By name. The index also knows mail addresses, by which nobody is to be found here.
fn by_name(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Text(text) = value else { return };
    sql.holds("core.fold(u.name || ' ' || coalesce(u.organization_name, '') || ' ' || u.email)", text);
    sql.holds("core.fold(u.name)", text);
}

/// Active where and when the filters say, all of the same work.
fn active(filters: &Filters, organizer: Option<i64>, sql: &mut Where<'_>) {
    let names = ["active", "city", "type", "project", "organizer"];
    if organizer.is_none() && !names.iter().any(|name| filters.contains_key(*name)) {
        return;
    }
    sql.and("u.id in (select d.user_id from analytics.active_days d where true");
    if let Some(organizer) = organizer {
        sql.and("d.organizer_id = ").bind(organizer);
    }
    if let Some(FilterValue::Days { from, to }) = filters.get("active") {
        sql.days("d.day", *from, *to);
    }
    if let Some(FilterValue::Any(cities)) = filters.get("city") {
        sql.and("d.city = any(").bind(cities.clone()).push(")");
    }
    if let Some(FilterValue::Any(kinds)) = filters.get("type") {
        sql.and("d.kind = any(").bind(kinds.clone()).push(")");
    }
    if let Some(projects) = filters.get("project").map(ids) {
        sql.and("d.project_id = any(").bind(projects).push(")");
    }
    if let Some(organizers) = filters.get("organizer").map(ids) {
        sql.and("d.organizer_id = any(").bind(organizers).push(")");
    }
    sql.push(")");
}

/// Numbers, given as such or looked up.
fn ids(value: &FilterValue) -> Vec<i64> {
    match value {
        FilterValue::Ids(ids) => ids.clone(),
        FilterValue::Any(values) => values.iter().filter_map(|id| id.parse().ok()).collect(),
        _ => Vec::new(),
    }
}

/// How far they came. Several steps: to one of them, which is to the first of them.
fn came_to(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Any(steps) = value else { return };
    let first = ["approved", "first_task", "first_report"].into_iter().find(|step| steps.iter().any(|one| one == step));
    sql.and("u.is_approved");
    if matches!(first, Some("first_task" | "first_report")) {
        sql.and(
            "exists (select from volunteering.assignments a where a.volunteer_id = u.id and a.status <> 'waiting')",
        );
    }
    if first == Some("first_report") {
        sql.and(
            "exists (select from volunteering.photo_reports r
                     where r.volunteer_id = u.id and r.status = 'approved' and r.reviewed_at is not null)",
        );
    }
}

/// Took a place on one of the days, and none before.
fn first_task(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Days { from, to } = value else { return };
    sql.and("u.id in (select f.volunteer_id from volunteering.assignments f where f.status <> 'waiting'");
    sql.time("f.joined_at", *from, *to).push(")");
    if let Some(before) = from.and_then(|day| day.pred_opt()) {
        sql.and(
            "not exists (select from volunteering.assignments e where e.volunteer_id = u.id and e.status <> 'waiting'",
        );
        sql.time("e.joined_at", None, Some(before)).push(")");
    }
}

/// A report was approved on one of the days, and none before.
fn first_report(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Days { from, to } = value else { return };
    sql.and("u.id in (select f.volunteer_id from volunteering.photo_reports f where f.status = 'approved'");
    sql.time("f.reviewed_at", *from, *to).push(")");
    if let Some(before) = from.and_then(|day| day.pred_opt()) {
        sql.and(
            "not exists (select from volunteering.photo_reports e where e.volunteer_id = u.id and e.status = 'approved'",
        );
        sql.time("e.reviewed_at", None, Some(before)).push(")");
    }
}

#[async_trait]
impl List for VolunteerList {
    fn spec(&self) -> &'static ListSpec {
        &VOLUNTEERS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    fn base(&self, _actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and(
            "(u.role = 'volunteer' or exists (select from volunteering.assignments a where a.volunteer_id = u.id)
              or exists (select from volunteering.photo_reports r where r.volunteer_id = u.id))",
        );
        Ok(())
    }

    fn together(&self, _actor: &Actor, filters: &Filters, sql: &mut Where<'_>) -> Result<()> {
        active(filters, None, sql);
        Ok(())
    }

    async fn names(&self, ctx: &Ctx, _actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        names_of(ctx, filter, ids).await
    }
}

#[async_trait]
impl List for OrganizerVolunteerList {
    fn spec(&self) -> &'static ListSpec {
        &ORGANIZER_VOLUNTEERS
    }

    fn sql(&self) -> &'static ListSql {
        &OWN_SQL
    }

    /// Also of those found: the columns count what was done here alone.
    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and("own.organizer_id = ").bind(actor.require_user()?.0);
        Ok(())
    }

    fn together(&self, actor: &Actor, filters: &Filters, sql: &mut Where<'_>) -> Result<()> {
        active(filters, Some(actor.require_user()?.0), sql);
        Ok(())
    }

    async fn choices(&self, ctx: &Ctx, actor: &Actor, _filter: &str) -> Result<Vec<Choice>> {
        project_choices(ctx, actor).await
    }
}
