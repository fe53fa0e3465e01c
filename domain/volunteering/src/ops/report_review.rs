//! The organizer's review of reports. Permission `reports.review_own`; foreign reports are not found.

use birqadam_core::ssr::ctx::PLATFORM_UTC_OFFSET_HOURS;
use birqadam_core::ssr::review::decisions;
use birqadam_core::ssr::{Ctx, db_error::internal, returns};
use birqadam_core::{
    Actor, Cursor, Error, Page, PageRequest, Permission, PhotoId, ProjectId, ReportId, Result, TaskId, UserId,
};
use sqlx::PgConnection;

pub use super::report_decision::{approve_report, reject_report, return_report};
use super::report_novelty;
use super::report_records::{self, SUBJECT};
use crate::model::{
    Evidence, REPORT_REVIEW, Report, ReportFilter, ReportReview, ReportStatus, Task, TaskStatus, TaskTime,
    place_signal, time_signal,
};

/// Oldest waiting first for status=pending, else newest first.
///
/// # Errors
/// [`Error::Invalid`] on `status`, `cursor`.
pub async fn list_reports_to_review(
    ctx: &Ctx,
    actor: &Actor,
    filter: ReportFilter,
    page: PageRequest,
) -> Result<Page<Report>> {
    let user = actor.require(Permission::ReportsReviewOwn)?;
    let statuses = filter.statuses()?;
    let cursor = page.cursor()?;
    let project = filter.project_id.map(|id| id.0);
    let mut conn = ctx.db.acquire().await?;
    let found = if statuses == [ReportStatus::Pending] {
        // What one has just decided has left the queue, though it can still be taken back.
        let held = decisions::held_ids(&mut conn, REPORT_REVIEW.name).await?;
        let after = cursor.unwrap_or(Cursor { key: 0, id: 0 });
        sqlx::query_as!(
            Position,
            "select r.id, r.submitted_at from volunteering.photo_reports r
             join volunteering.projects p on p.id = r.project_id
             where p.organizer_id = $1 and r.status = 'pending' and ($2::bigint is null or p.id = $2)
               and (r.submitted_at, r.id) > ($3, $4) and not r.id = any($6)
             order by r.submitted_at, r.id limit $5",
            user.0,
            project,
            after.time(),
            after.id,
            page.limit() + 1,
            &held,
        )
        .fetch_all(&mut *conn)
        .await?
    } else {
        let wanted: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        let before = cursor.unwrap_or_else(|| Cursor::at(ctx.now() + chrono::Duration::days(1), i64::MAX));
        sqlx::query_as!(
            Position,
            "select r.id, r.submitted_at from volunteering.photo_reports r
             join volunteering.projects p on p.id = r.project_id
             where p.organizer_id = $1 and (cardinality($2::text[]) = 0 or r.status = any($2))
               and ($3::bigint is null or p.id = $3) and (r.submitted_at, r.id) < ($4, $5)
             order by r.submitted_at desc, r.id desc limit $6",
            user.0,
            &wanted,
            project,
            before.time(),
            before.id,
            page.limit() + 1,
        )
        .fetch_all(&mut *conn)
        .await?
    };
    let positions = Page::from_rows(found, page.limit(), |row| Cursor::at(row.submitted_at, row.id));
    let ids: Vec<i64> = positions.items.iter().map(|row| row.id).collect();
    Ok(Page { items: report_records::load(&mut conn, &ids).await?, next: positions.next })
}

/// One report with all that helps to decide on it.
///
/// # Errors
/// [`Error::NotFound`] for a report of somebody else's project.
pub async fn review_report(ctx: &Ctx, actor: &Actor, id: ReportId) -> Result<ReportReview> {
    let user = actor.require(Permission::ReportsReviewOwn)?;
    load_review(ctx, id, user, Some(user)).await
}

/// The same for whoever answers appeals, about any report. Permission `reports.moderate`, or
/// `reports.review_own` for one's own projects.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn look_at_report(ctx: &Ctx, actor: &Actor, id: ReportId) -> Result<ReportReview> {
    match actor.require(Permission::ReportsModerate) {
        Ok(user) => load_review(ctx, id, user, None).await,
        Err(_) => review_report(ctx, actor, id).await,
    }
}

async fn load_review(ctx: &Ctx, id: ReportId, user: UserId, organizer: Option<UserId>) -> Result<ReportReview> {
    let mut conn = ctx.db.acquire().await?;
    let about = sqlx::query!(
        r#"select p.latitude, p.longitude, u.rating::float8 as volunteer_rating,
                  exists (select from accounts.verifications v
                          where v.user_id = u.id and v.status = 'confirmed') as "verified!",
                  (select count(*) from volunteering.photo_reports o
                   where o.volunteer_id = r.volunteer_id and o.status = 'approved' and o.id <> r.id) as "approved!"
           from volunteering.photo_reports r
           join volunteering.projects p on p.id = r.project_id
           join accounts.users u on u.id = r.volunteer_id
           where r.id = $1 and ($2::bigint is null or p.organizer_id = $2)"#,
        id.0,
        organizer.map(|id| id.0),
    )
    .fetch_one(&mut *conn)
    .await?;
    let report = report_records::load_one(&mut conn, id).await?;
    let task = find_task(&mut conn, report.task_id).await?;
    let evidence = find_evidence(&mut conn, id, &task, about.latitude.zip(about.longitude)).await?;
    let changes = returns::changes(&mut conn, SUBJECT, id.0, &report_records::snapshot(&report)).await?;
    let queue = find_queue(&mut conn, user, &report).await?;
    Ok(ReportReview {
        report,
        evidence,
        task,
        volunteer_rating: about.volunteer_rating,
        volunteer_approved: about.approved,
        volunteer_verified: about.verified,
        changes,
        next: queue.next,
        waiting: queue.waiting,
    })
}

/// A report's place in a list.
struct Position {
    id: i64,
    submitted_at: chrono::DateTime<chrono::Utc>,
}

async fn find_task(conn: &mut PgConnection, id: TaskId) -> Result<Task> {
    let row = sqlx::query!(
        r#"select t.project_id, t.text, t.status, t.deadline, t.start_time, t.end_time, t.max_volunteers,
                  t.assigned_count, t.version,
                  (select count(*) from volunteering.assignments a
                   where a.task_id = t.id and a.status = 'waiting') as "waiting!"
           from volunteering.tasks t where t.id = $1"#,
        id.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(Task {
        id,
        project_id: ProjectId(row.project_id),
        text: row.text,
        status: TaskStatus::parse(&row.status)
            .ok_or_else(|| internal(&format!("a task of status {:?}", row.status)))?,
        deadline: row.deadline,
        start_time: row.start_time,
        end_time: row.end_time,
        max_volunteers: row.max_volunteers,
        assigned_count: row.assigned_count,
        waiting_count: row.waiting,
        assigned_to: None,
        my_status: None,
        version: row.version,
    })
}

/// The evidence card of each photo, in the order of the photos.
async fn find_evidence(
    conn: &mut PgConnection,
    report: ReportId,
    task: &Task,
    project_position: Option<(f64, f64)>,
) -> Result<Vec<Evidence>> {
    let photos = sqlx::query!(
        r#"select id as "id: PhotoId", sha256, phash, taken_at, latitude, longitude, camera
           from volunteering.photos where report_id = $1 order by position"#,
        report.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    let task_time = TaskTime {
        day: task.deadline,
        start: task.start_time,
        end: task.end_time,
        utc_offset_hours: PLATFORM_UTC_OFFSET_HOURS,
    };
    let mut evidence = Vec::new();
    // At most ten photos, so at most ten look-ups.
    for photo in photos {
        evidence.push(Evidence {
            time: time_signal(photo.taken_at, task_time),
            place: place_signal(photo.latitude.zip(photo.longitude), project_position),
            novelty: report_novelty::find(conn, photo.id, report, &photo.sha256, photo.phash).await?,
            camera: photo.camera,
        });
    }
    Ok(evidence)
}

/// What else waits for this reviewer.
struct Queue {
    next: Option<ReportId>,
    waiting: i64,
}

/// The report after this one, oldest first; after the last the queue begins anew.
async fn find_queue(conn: &mut PgConnection, organizer: UserId, report: &Report) -> Result<Queue> {
    let queue = sqlx::query_as!(
        Queue,
        r#"with waiting as (
               select r.id, r.submitted_at from volunteering.photo_reports r
               join volunteering.projects p on p.id = r.project_id
               where p.organizer_id = $1 and r.status = 'pending' and r.volunteer_id <> $1
                 and not exists (select 1 from core.review_decisions d
                                 where d.kind = 'report' and d.subject_id = r.id and d.state = 'held'))
           select (select count(*) from waiting) as "waiting!",
                  (select id from waiting where id <> $2
                   order by (submitted_at, id) > ($3, $2) desc, submitted_at, id limit 1) as "next?: ReportId""#,
        organizer.0,
        report.id.0,
        report.submitted_at,
    )
    .fetch_one(conn)
    .await
    .map_err(Error::from)?;
    Ok(queue)
}
