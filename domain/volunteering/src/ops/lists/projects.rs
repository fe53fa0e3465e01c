//! [`PROJECTS`] and [`ORGANIZER_PROJECTS`].

use birqadam_core::{
    Actor, Result,
    list::{Choice, ListSpec},
    ssr::{
        Ctx,
        batch::BulkAction,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::{names_of, own_projects, project_choices};
use crate::{
    model::{ORGANIZER_PROJECTS, PROJECTS},
    ops::project_bulk::ArchiveProjects,
};

pub struct ProjectList;
pub struct OrganizerProjectList;

/// Places of the tasks that are not cancelled, and people on them.
const PLACES: &str = "(select coalesce(sum(t.max_volunteers), 0) from volunteering.tasks t
    where t.project_id = p.id and t.status <> 'cancelled')::bigint";
const PEOPLE: &str = "(select coalesce(sum(t.assigned_count), 0) from volunteering.tasks t
    where t.project_id = p.id and t.status <> 'cancelled')::bigint";
/// People, each counted once.
const PARTICIPANTS: &str = "(select count(distinct a.volunteer_id)
    from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
    where t.project_id = p.id and a.status <> 'left')::text";
const WAITING: &str = "(select count(*) from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
    where t.project_id = p.id and a.status = 'waiting')";

/// It was published after it was sent, so that the decision took some time.
const DECIDED: &str = "coalesce(p.published_at >= p.submitted_at, false)";

static SQL: ListSql = ListSql {
    from: "volunteering.projects p join accounts.users o on o.id = p.organizer_id",
    id: "p.id",
    columns: &[
        ColumnSql::new("title", "p.title")
            .link("'/review/projects/' || p.id")
            .sort(SortType::Text, r#"p.title collate "und-x-icu""#),
        ColumnSql::new("organizer", "coalesce(o.organization_name, o.name)").link("'/organizers/' || o.id"),
        ColumnSql::new("status", "p.status"),
        ColumnSql::new("city", "p.city"),
        ColumnSql::new("type", "p.volunteer_type"),
        ColumnSql::new("starts", "p.starts_on").sort_nullable(SortType::Day, "p.starts_on"),
        ColumnSql::new("places", PLACES),
        ColumnSql::new("people", PEOPLE),
        ColumnSql::new("submitted", "p.submitted_at").sort_nullable(SortType::Time, "p.submitted_at"),
        ColumnSql::new("created", "p.created_at").sort(SortType::Time, "p.created_at"),
    ],
    filters: &[
        FilterSql::holds("q", "p.search_text"),
        FilterSql::is("status", "p.status"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::time("created", "p.created_at"),
        FilterSql::time("published", "p.published_at"),
        FilterSql::time("finished", "p.completed_at"),
        FilterSql::flag("decided", DECIDED),
        FilterSql::id("project", "p.id"),
        FilterSql::id("organizer", "p.organizer_id"),
    ],
};

static OWN_SQL: ListSql = ListSql {
    from: "volunteering.projects p",
    id: "p.id",
    columns: &[
        ColumnSql::new("title", "p.title")
            .link("'/organizer/projects/' || p.id || '/edit'")
            .sort(SortType::Text, r#"p.title collate "und-x-icu""#),
        ColumnSql::new("status", "p.status"),
        ColumnSql::new("city", "p.city"),
        ColumnSql::new("type", "p.volunteer_type"),
        ColumnSql::new("starts", "p.starts_on").sort_nullable(SortType::Day, "p.starts_on"),
        ColumnSql::new("ends", "p.ends_on").sort_nullable(SortType::Day, "p.ends_on"),
        ColumnSql::new("places", PLACES),
        ColumnSql::new("people", PEOPLE),
        // The way to the people of a project.
        ColumnSql::new("participants", PARTICIPANTS).link("'/organizer/projects/' || p.id || '/participants'"),
        ColumnSql::new("waiting", WAITING),
        ColumnSql::new("budget", "p.budget_needed"),
        ColumnSql::new("created", "p.created_at").sort(SortType::Time, "p.created_at"),
    ],
    filters: &[
        FilterSql::holds("q", "p.search_text"),
        FilterSql::is("status", "p.status"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::time("created", "p.created_at"),
        FilterSql::time("published", "p.published_at"),
        FilterSql::time("finished", "p.completed_at"),
        FilterSql::flag("decided", DECIDED),
        FilterSql::id("project", "p.id"),
    ],
};

#[async_trait]
impl List for ProjectList {
    fn spec(&self) -> &'static ListSpec {
        &PROJECTS
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

#[async_trait]
impl List for OrganizerProjectList {
    fn spec(&self) -> &'static ListSpec {
        &ORGANIZER_PROJECTS
    }

    fn sql(&self) -> &'static ListSql {
        &OWN_SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        own_projects(actor, sql)
    }

    async fn names(&self, ctx: &Ctx, actor: &Actor, _filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        let own = project_choices(ctx, actor).await?;
        Ok(own.into_iter().filter(|one| ids.iter().any(|id| one.value == id.to_string())).collect())
    }

    fn actions(&self) -> &'static [&'static dyn BulkAction] {
        &[&ArchiveProjects]
    }
}
