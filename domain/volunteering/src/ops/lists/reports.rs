//! [`ORGANIZER_REPORTS`], [`REPORTS`] and [`MY_REPORTS`].

use birqadam_core::{
    Actor, Result,
    list::{Choice, FilterValue, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::{names_for_volunteer, names_of, own_projects, project_choices, tasks::of_projects};
use crate::model::{MY_REPORTS, ORGANIZER_REPORTS, REPORTS};

pub struct OrganizerReportList;
pub struct ReportList;
pub struct MyReportList;

const PHOTOS: &str = "(select count(*) from volunteering.photos f where f.report_id = r.id)";
/// The task has hours, so that the report adds to the hours of help.
const TIMED: &str = "coalesce(t.end_time > t.start_time, false)";

static OWN_SQL: ListSql = ListSql {
    from: "volunteering.photo_reports r
           join volunteering.projects p on p.id = r.project_id
           join volunteering.tasks t on t.id = r.task_id
           join accounts.users u on u.id = r.volunteer_id",
    id: "r.id",
    columns: &[
        ColumnSql::new("volunteer", "u.name")
            .link("'/organizer/reports/' || r.id")
            .sort(SortType::Text, r#"u.name collate "und-x-icu""#),
        ColumnSql::new("task", "t.text"),
        ColumnSql::new("project", "p.title")
            .link("'/organizer/projects/' || p.id || '/participants'")
            .sort(SortType::Text, r#"p.title collate "und-x-icu""#),
        ColumnSql::new("status", "r.status"),
        ColumnSql::new("rating", "r.rating::float8").sort_nullable(SortType::Float, "r.rating::float8"),
        ColumnSql::new("photos", PHOTOS),
        ColumnSql::new("submitted", "r.submitted_at").sort(SortType::Time, "r.submitted_at"),
        ColumnSql::new("reviewed", "r.reviewed_at").sort_nullable(SortType::Time, "r.reviewed_at"),
    ],
    filters: &[
        FilterSql::holds("q", "core.fold(u.name || ' ' || t.text || ' ' || p.title || ' ' || r.description)"),
        FilterSql::is("status", "r.status"),
        FilterSql::with("project", of_projects),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::time("submitted", "r.submitted_at"),
        FilterSql::time("reviewed", "r.reviewed_at"),
        FilterSql::flag("timed", TIMED),
    ],
};

/// Of the whole platform: whatever it sorts and searches by has an index, which no order by names of
/// other tables can have.
static SQL: ListSql = ListSql {
    from: "volunteering.photo_reports r
           join volunteering.projects p on p.id = r.project_id
           join volunteering.tasks t on t.id = r.task_id
           join accounts.users u on u.id = r.volunteer_id
           join accounts.users o on o.id = p.organizer_id",
    id: "r.id",
    columns: &[
        ColumnSql::new("volunteer", "u.name").link("'/review/reports/' || r.id"),
        ColumnSql::new("task", "t.text"),
        ColumnSql::new("project", "p.title").link("'/projects/' || p.id"),
        ColumnSql::new("organizer", "coalesce(o.organization_name, o.name)").link("'/organizers/' || o.id"),
        ColumnSql::new("status", "r.status"),
        ColumnSql::new("rating", "r.rating::float8"),
        ColumnSql::new("photos", PHOTOS),
        ColumnSql::new("submitted", "r.submitted_at").sort(SortType::Time, "r.submitted_at"),
        ColumnSql::new("reviewed", "r.reviewed_at").sort_nullable(SortType::Time, "r.reviewed_at"),
    ],
    filters: &[
        FilterSql::with("q", by_words),
        FilterSql::is("status", "r.status"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::time("submitted", "r.submitted_at"),
        FilterSql::time("reviewed", "r.reviewed_at"),
        FilterSql::flag("timed", TIMED),
        FilterSql::id("project", "r.project_id"),
        FilterSql::id("organizer", "p.organizer_id"),
    ],
};

static MY_SQL: ListSql = ListSql {
    from: "volunteering.photo_reports r
           join volunteering.projects p on p.id = r.project_id
           join volunteering.tasks t on t.id = r.task_id",
    id: "r.id",
    columns: &[
        ColumnSql::new("task", "t.text").link("'/reports/' || r.id"),
        ColumnSql::new("project", "p.title").link("'/projects/' || p.id"),
        ColumnSql::new("status", "r.status"),
        ColumnSql::new("rating", "r.rating::float8").sort_nullable(SortType::Float, "r.rating::float8"),
        ColumnSql::new("photos", PHOTOS),
        ColumnSql::new("submitted", "r.submitted_at").sort(SortType::Time, "r.submitted_at"),
        ColumnSql::new("reviewed", "r.reviewed_at").sort_nullable(SortType::Time, "r.reviewed_at"),
    ],
    filters: &[
        FilterSql::holds("q", "core.fold(t.text || ' ' || p.title || ' ' || r.description)"),
        FilterSql::is("status", "r.status"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::time("submitted", "r.submitted_at"),
        FilterSql::time("reviewed", "r.reviewed_at"),
        FilterSql::flag("timed", TIMED),
        FilterSql::id("project", "r.project_id"),
        FilterSql::id("organizer", "p.organizer_id"),
    ],
};

/// By the volunteer's name, or the project's title and place: each found by its own index. The one of
/// people also knows their mail addresses, by which nobody is to be found here.
fn by_words(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Text(text) = value else { return };
    sql.and(
        "r.id in (select v.id from accounts.users w join volunteering.photo_reports v on v.volunteer_id = w.id
                  where true",
    );
    sql.holds("core.fold(w.name || ' ' || coalesce(w.organization_name, '') || ' ' || w.email)", text);
    sql.holds("core.fold(w.name)", text);
    sql.push(
        " union all select v.id from volunteering.projects j join volunteering.photo_reports v on v.project_id = j.id
          where true",
    );
    sql.holds("j.search_text", text).push(")");
}

#[async_trait]
impl List for OrganizerReportList {
    fn spec(&self) -> &'static ListSpec {
        &ORGANIZER_REPORTS
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
impl List for ReportList {
    fn spec(&self) -> &'static ListSpec {
        &REPORTS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    async fn names(&self, ctx: &Ctx, _actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        names_of(ctx, filter, ids).await
    }
}

#[async_trait]
impl List for MyReportList {
    fn spec(&self) -> &'static ListSpec {
        &MY_REPORTS
    }

    fn sql(&self) -> &'static ListSql {
        &MY_SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and("r.volunteer_id = ").bind(actor.require_user()?.0);
        Ok(())
    }

    async fn names(&self, ctx: &Ctx, actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        names_for_volunteer(ctx, actor, filter, ids).await
    }
}
