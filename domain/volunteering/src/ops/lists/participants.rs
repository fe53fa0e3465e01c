//! [`PARTICIPANTS`]: the people of one project, with what they do in it.

use birqadam_core::{
    Actor, Error, FieldCode, Result,
    list::{FilterValue, ListRequest, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::own_projects;
use crate::model::PARTICIPANTS;

pub struct ParticipantList;

static SQL: ListSql = ListSql {
    // The condition on the project reaches into the subquery, because it is grouped by it.
    from: "(select t.project_id, a.volunteer_id, min(a.joined_at) as joined_at,
                   count(*) filter (where a.status = 'assigned') as assigned,
                   count(*) filter (where a.status = 'waiting') as waiting,
                   count(*) filter (where a.status = 'completed') as completed
            from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
            where a.status <> 'left' group by t.project_id, a.volunteer_id) part
           join accounts.users u on u.id = part.volunteer_id
           join volunteering.projects p on p.id = part.project_id",
    id: "u.id",
    columns: &[
        ColumnSql::new("name", "u.name")
            .link("'/organizer/participants/' || u.id")
            .sort(SortType::Text, r#"u.name collate "und-x-icu""#),
        // Contacts come with a place, not with a wait for one.
        ColumnSql::new("phone", "case when part.assigned + part.completed > 0 then u.phone end"),
        ColumnSql::new(
            "verified",
            "exists (select from accounts.verifications v where v.user_id = u.id and v.status = 'confirmed')",
        ),
        ColumnSql::new("rating", "u.rating::float8").sort_nullable(SortType::Float, "u.rating::float8"),
        ColumnSql::new("assigned", "part.assigned").sort(SortType::Int, "part.assigned"),
        ColumnSql::new("waiting", "part.waiting").sort(SortType::Int, "part.waiting"),
        ColumnSql::new("completed", "part.completed").sort(SortType::Int, "part.completed"),
        ColumnSql::new(
            "reports",
            "(select count(*) from volunteering.photo_reports r
              where r.project_id = part.project_id and r.volunteer_id = u.id)",
        ),
        ColumnSql::new("joined", "part.joined_at").sort(SortType::Time, "part.joined_at"),
        ColumnSql::new(
            "last_activity",
            "(select max(c.created_at) from volunteering.activities c
              where c.project_id = part.project_id and c.user_id = u.id)",
        ),
    ],
    filters: &[
        FilterSql::id("project", "part.project_id"),
        FilterSql::holds("q", "core.fold(u.name)"),
        FilterSql::flag("waits", "part.waiting > 0"),
    ],
};

#[async_trait]
impl List for ParticipantList {
    fn spec(&self) -> &'static ListSpec {
        &PARTICIPANTS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        own_projects(actor, sql)
    }

    /// One project, and one's own: over several a person would come twice.
    async fn check(&self, ctx: &Ctx, actor: &Actor, request: &ListRequest) -> Result<()> {
        let id = match request.filters.get("project") {
            Some(FilterValue::Ids(ids)) if ids.len() == 1 => ids[0],
            Some(_) => return Err(Error::field("project", FieldCode::TooMany(1))),
            None => return Err(Error::field("project", FieldCode::Required)),
        };
        sqlx::query_scalar!(
            "select id from volunteering.projects where id = $1 and organizer_id = $2",
            id,
            actor.require_user()?.0,
        )
        .fetch_optional(&ctx.db)
        .await?
        .ok_or(Error::NotFound)
        .map(drop)
    }
}
