//! What the organizer's report on a project is made of. Permission `projects.manage_own`; foreign
//! projects are not found. A report takes the same few statements however large the project, and
//! its rows come in pages.

use birqadam_accounts::is_minor;
use birqadam_core::ssr::{Ctx, ctx::PLATFORM_UTC_OFFSET_HOURS, db_error::internal};
use birqadam_core::{Actor, Error, Permission, ProjectId, Result, UserId};
use sqlx::PgConnection;

use super::project_records::{parse_project_status, parse_type};
use crate::model::{
    PrintedPerson, PrintedTask, ProjectFigures, ProjectReport, ReportStatus, ReportWeek, TaskStatus, fill_weeks,
    printed_name,
};

pub use super::project_report_photos::{PhotoPage, list_printed_photos};

/// People that are read at once.
pub const PEOPLE_PER_PAGE: i64 = 500;
/// Weeks that a chart shows at most.
const WEEKS_MAX: usize = 53;

/// Whether the project is one's own.
///
/// # Errors
/// [`Error::NotFound`] for a foreign project; [`Error::Forbidden`].
pub async fn check_project_report(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<String> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    sqlx::query_scalar!("select title from volunteering.projects where id = $1 and organizer_id = $2", id.0, user.0)
        .fetch_optional(&ctx.db)
        .await?
        .ok_or(Error::NotFound)
}

/// All of the report but its rows.
///
/// # Errors
/// [`Error::NotFound`] for a foreign project.
pub async fn find_project_report(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<ProjectReport> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    // All figures as of one moment.
    let mut tx = ctx.begin().await?;
    sqlx::query("set transaction isolation level repeatable read read only").execute(&mut *tx).await?;
    let project = find_project(&mut tx, user, id).await?;
    let figures = find_figures(&mut tx, id).await?;
    let tasks_by_status = count_tasks(&mut tx, id).await?;
    let (reports_by_status, ratings) = count_reports(&mut tx, id).await?;
    let weeks = find_weeks(&mut tx, id).await?;
    Ok(ProjectReport { figures, tasks_by_status, reports_by_status, ratings, weeks, ..project })
}

async fn find_project(conn: &mut PgConnection, user: UserId, id: ProjectId) -> Result<ProjectReport> {
    let row = sqlx::query!(
        r#"select p.title, p.description, p.city, p.address, p.volunteer_type, p.status, p.starts_on, p.ends_on,
                  p.cover_key, u.name, coalesce(nullif(u.organization_name, ''), u.name) as "organizer!"
           from volunteering.projects p join accounts.users u on u.id = p.organizer_id
           where p.id = $1 and p.organizer_id = $2"#,
        id.0,
        user.0,
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(ProjectReport {
        id,
        title: row.title,
        description: row.description,
        organizer: row.organizer,
        organizer_name: row.name,
        city: row.city,
        address: row.address,
        volunteer_type: parse_type(&row.volunteer_type)?,
        status: parse_project_status(&row.status)?,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        cover_key: row.cover_key,
        figures: ProjectFigures::default(),
        weeks: Vec::new(),
        tasks_by_status: Vec::new(),
        reports_by_status: Vec::new(),
        ratings: [0; 5],
    })
}

async fn find_figures(conn: &mut PgConnection, id: ProjectId) -> Result<ProjectFigures> {
    let row = sqlx::query!(
        r#"with own_tasks as (
               select id, status, max_volunteers, assigned_count, end_time - start_time as length
               from volunteering.tasks where project_id = $1),
           work as (
               select count(distinct a.volunteer_id) as people,
                      sum(extract(epoch from t.length)::float8 / 3600) filter (where a.status = 'completed') as hours
               from own_tasks t join volunteering.assignments a on a.task_id = t.id
               where a.status in ('assigned', 'completed')),
           sent as (
               select count(*) as reports, count(*) filter (where status = 'approved') as approved,
                      avg(rating) filter (where status = 'approved')::float8 as rating,
                      percentile_cont(0.5) within group (order by extract(epoch from reviewed_at - submitted_at)::float8)
                          filter (where reviewed_at is not null and status <> 'pending') as answer
               from volunteering.photo_reports where project_id = $1)
           select (select count(*) from own_tasks where status <> 'cancelled') as "tasks!",
                  (select count(*) from own_tasks where status = 'completed') as "completed!",
                  (select coalesce(sum(max_volunteers), 0)::bigint from own_tasks where status <> 'cancelled') as "places!",
                  (select coalesce(sum(assigned_count), 0)::bigint from own_tasks where status <> 'cancelled') as "taken!",
                  work.people as "people!", coalesce(work.hours, 0) as "hours!",
                  sent.reports as "reports!", sent.approved as "approved!", sent.rating, sent.answer,
                  (select count(*) from volunteering.photo_reports r join volunteering.photos f on f.report_id = r.id
                   where r.project_id = $1 and r.status = 'approved') as "photos!"
           from work, sent"#,
        id.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(ProjectFigures {
        tasks: row.tasks,
        tasks_completed: row.completed,
        places: row.places,
        places_taken: row.taken,
        people: row.people,
        hours: row.hours,
        reports: row.reports,
        reports_approved: row.approved,
        photos: row.photos,
        rating: row.rating,
        answer_seconds: row.answer,
    })
}

async fn count_tasks(conn: &mut PgConnection, id: ProjectId) -> Result<Vec<(TaskStatus, i64)>> {
    let rows = sqlx::query!(
        r#"select status, count(*) as "count!" from volunteering.tasks where project_id = $1 group by status"#,
        id.0,
    )
    .fetch_all(conn)
    .await?;
    let count = |status: TaskStatus| rows.iter().find(|row| row.status == status.as_str()).map_or(0, |row| row.count);
    Ok(TaskStatus::ALL.iter().map(|&status| (status, count(status))).collect())
}

async fn count_reports(conn: &mut PgConnection, id: ProjectId) -> Result<(Vec<(ReportStatus, i64)>, [i64; 5])> {
    let rows = sqlx::query!(
        r#"select status, case when status = 'approved' then rating end as rating, count(*) as "count!"
           from volunteering.photo_reports where project_id = $1 group by 1, 2"#,
        id.0,
    )
    .fetch_all(conn)
    .await?;
    let count =
        |status: ReportStatus| rows.iter().filter(|row| row.status == status.as_str()).map(|row| row.count).sum();
    let stars = |stars: i16| rows.iter().filter(|row| row.rating == Some(stars)).map(|row| row.count).sum();
    Ok((ReportStatus::ALL.iter().map(|&status| (status, count(status))).collect(), [1, 2, 3, 4, 5].map(stars)))
}

async fn find_weeks(conn: &mut PgConnection, id: ProjectId) -> Result<Vec<ReportWeek>> {
    let weeks = sqlx::query_as!(
        ReportWeek,
        r#"select date_trunc('week', submitted_at at time zone 'UTC' + make_interval(hours => $2))::date as "begins!",
                  count(*) filter (where status = 'approved') as "approved!",
                  count(*) filter (where status in ('pending', 'returned')) as "open!",
                  count(*) filter (where status = 'rejected') as "rejected!"
           from volunteering.photo_reports where project_id = $1 group by 1 order by 1"#,
        id.0,
        PLATFORM_UTC_OFFSET_HOURS as i32,
    )
    .fetch_all(conn)
    .await?;
    Ok(fill_weeks(weeks, WEEKS_MAX))
}

/// All tasks in the order of the project; a project has a hundred at most.
///
/// # Errors
/// [`Error::NotFound`] for a foreign project.
pub async fn list_printed_tasks(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Vec<PrintedTask>> {
    check_project_report(ctx, actor, id).await?;
    let rows = sqlx::query!(
        r#"select t.text, t.status, t.deadline, t.start_time, t.end_time, t.max_volunteers, t.assigned_count,
                  (select count(*) from volunteering.assignments a
                   where a.task_id = t.id and a.status = 'completed') as "completed!",
                  (select count(*) from volunteering.photo_reports r
                   where r.task_id = t.id and r.status = 'approved') as "approved!"
           from volunteering.tasks t where t.project_id = $1 order by t.deadline, t.position, t.id limit 2000"#,
        id.0,
    )
    .fetch_all(&ctx.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let status = TaskStatus::parse(&row.status);
            Ok(PrintedTask {
                text: row.text,
                status: status.ok_or_else(|| internal(&format!("a task of status {:?}", row.status)))?,
                deadline: row.deadline,
                start_time: row.start_time,
                end_time: row.end_time,
                places: row.max_volunteers.into(),
                taken: row.assigned_count.into(),
                completed: row.completed,
                approved: row.approved,
            })
        })
        .collect()
}

/// The next people with a place after one, by the order of their accounts; none when there are no more.
///
/// # Errors
/// [`Error::NotFound`] for a foreign project.
pub async fn list_printed_people(
    ctx: &Ctx,
    actor: &Actor,
    id: ProjectId,
    after: Option<UserId>,
) -> Result<(Vec<PrintedPerson>, Option<UserId>)> {
    actor.require(Permission::ParticipantsViewOwn)?;
    check_project_report(ctx, actor, id).await?;
    let today = ctx.today();
    let rows = sqlx::query!(
        r#"with people as (
               select a.volunteer_id as id,
                      count(*) filter (where a.status = 'assigned') as assigned,
                      count(*) filter (where a.status = 'completed') as completed,
                      sum(extract(epoch from t.end_time - t.start_time)::float8 / 3600)
                          filter (where a.status = 'completed') as hours
               from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
               where t.project_id = $1 and a.status in ('assigned', 'completed') and a.volunteer_id > $2
               group by a.volunteer_id order by a.volunteer_id limit $3)
           select u.id, u.name, u.birth_date, people.assigned as "assigned!", people.completed as "completed!",
                  people.hours,
                  exists (select from accounts.verifications v
                          where v.user_id = u.id and v.status = 'confirmed') as "verified!",
                  rep.sent as "sent!", rep.approved as "approved!", rep.rating
           from people join accounts.users u on u.id = people.id
           cross join lateral (
               select count(*) as sent, count(*) filter (where r.status = 'approved') as approved,
                      avg(r.rating) filter (where r.status = 'approved')::float8 as rating
               from volunteering.photo_reports r where r.project_id = $1 and r.volunteer_id = u.id) rep
           order by u.id"#,
        id.0,
        after.map_or(0, |id| id.0),
        PEOPLE_PER_PAGE,
    )
    .fetch_all(&ctx.db)
    .await?;
    let next = rows.last().filter(|_| rows.len() as i64 == PEOPLE_PER_PAGE).map(|row| UserId(row.id));
    let people = rows.into_iter().map(|row| PrintedPerson {
        name: printed_name(&row.name, is_minor(row.birth_date, today)),
        verified: row.verified,
        assigned: row.assigned,
        completed: row.completed,
        hours: row.hours.unwrap_or(0.0),
        reports: row.sent,
        approved: row.approved,
        rating: row.rating,
    });
    Ok((people.collect(), next))
}
