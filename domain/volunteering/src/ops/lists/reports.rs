//! [`ORGANIZER_REPORTS`].

use birqadam_core::{
    Actor, Result,
    list::{Choice, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::{own_projects, project_choices, tasks::of_projects};
use crate::model::ORGANIZER_REPORTS;

pub struct ReportList;

static SQL: ListSql = ListSql {
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
        ColumnSql::new("photos", "(select count(*) from volunteering.photos f where f.report_id = r.id)"),
        ColumnSql::new("submitted", "r.submitted_at").sort(SortType::Time, "r.submitted_at"),
        ColumnSql::new("reviewed", "r.reviewed_at").sort_nullable(SortType::Time, "r.reviewed_at"),
    ],
    filters: &[
        FilterSql::holds("q", "core.fold(u.name || ' ' || t.text || ' ' || p.title || ' ' || r.description)"),
        FilterSql::is("status", "r.status"),
        FilterSql::with("project", of_projects),
        FilterSql::time("submitted", "r.submitted_at"),
        FilterSql::time("reviewed", "r.reviewed_at"),
    ],
};

#[async_trait]
impl List for ReportList {
    fn spec(&self) -> &'static ListSpec {
        &ORGANIZER_REPORTS
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
}
