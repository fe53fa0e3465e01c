//! "Needs you now": what waits for a person, for their home page. One query each.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Permission, Result};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What waits for an organizer, and their work in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrganizerOverview {
    pub reports_waiting: i64,
    pub oldest_report_at: Option<DateTime<Utc>>,
    pub projects_returned: i64,
    pub projects_pending: i64,
    pub projects_active: i64,
    pub projects_draft: i64,
    /// People with a place on any task.
    pub volunteers: i64,
    pub reports_approved: i64,
}

/// What waits for a volunteer, and their work in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VolunteerOverview {
    pub reports_returned: i64,
    pub tasks_assigned: i64,
    pub tasks_waiting: i64,
    pub tasks_completed: i64,
    pub photos_approved: i64,
}

/// Of one's own projects.
///
/// # Errors
/// Only permission and database.
pub async fn organizer_overview(ctx: &Ctx, actor: &Actor) -> Result<OrganizerOverview> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let row = sqlx::query!(
        r#"with own as (select id, status from volunteering.projects where organizer_id = $1),
                reports as (select r.status, count(*) as n, min(r.submitted_at) as oldest
                            from own join volunteering.photo_reports r on r.project_id = own.id group by r.status)
           select coalesce((select n from reports where status = 'pending'), 0) as "waiting!",
                  (select oldest from reports where status = 'pending') as oldest,
                  coalesce((select n from reports where status = 'approved'), 0) as "approved!",
                  (select count(*) from own where status = 'returned') as "returned!",
                  (select count(*) from own where status = 'pending') as "pending!",
                  (select count(*) from own where status = 'active') as "active!",
                  (select count(*) from own where status = 'draft') as "draft!",
                  (select count(distinct a.volunteer_id) from own
                   join volunteering.tasks t on t.project_id = own.id
                   join volunteering.assignments a on a.task_id = t.id
                   where a.status in ('assigned', 'completed')) as "volunteers!""#,
        user.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(OrganizerOverview {
        reports_waiting: row.waiting,
        oldest_report_at: row.oldest,
        projects_returned: row.returned,
        projects_pending: row.pending,
        projects_active: row.active,
        projects_draft: row.draft,
        volunteers: row.volunteers,
        reports_approved: row.approved,
    })
}

/// Of one's own tasks.
///
/// # Errors
/// Only permission and database.
pub async fn volunteer_overview(ctx: &Ctx, actor: &Actor) -> Result<VolunteerOverview> {
    let user = actor.require(Permission::TasksJoin)?;
    let row = sqlx::query!(
        r#"select (select count(*) from volunteering.photo_reports
                   where volunteer_id = $1 and status = 'returned') as "returned!",
                  count(*) filter (where a.status = 'assigned') as "assigned!",
                  count(*) filter (where a.status = 'waiting') as "waiting!",
                  count(*) filter (where a.status = 'completed') as "completed!",
                  (select count(*) from volunteering.photo_reports r join volunteering.photos f on f.report_id = r.id
                   where r.volunteer_id = $1 and r.status = 'approved') as "photos!"
           from volunteering.assignments a where a.volunteer_id = $1"#,
        user.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(VolunteerOverview {
        reports_returned: row.returned,
        tasks_assigned: row.assigned,
        tasks_waiting: row.waiting,
        tasks_completed: row.completed,
        photos_approved: row.photos,
    })
}
