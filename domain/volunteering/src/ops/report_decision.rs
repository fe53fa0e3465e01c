//! Decisions on a report: approve, return, reject. Each in one transaction; the lock on the
//! report decides between two at the same time.

use birqadam_core::notice::Notice;
use birqadam_core::review::{Return, ReturnedField};
use birqadam_core::ssr::notify::{Audience, ReportApproved, notify};
use birqadam_core::ssr::{Ctx, audit, jobs, points, returns};
use birqadam_core::{Actor, Code, Error, Permission, ReportId, Result, UserId};
use serde_json::json;
use sqlx::PgConnection;

use super::activity;
use super::report_records::{self, SUBJECT};
use crate::model::{ApproveReport, RefuseReport, Report, ReportStatus};

/// Rating, points, activity, task completion, audit and the job `report_approved` in one
/// transaction. Approving twice (also at the same time) has one effect.
///
/// # Errors
/// [`Error::Invalid`] on `rating`, `comment`; [`Error::NotFound`] for a report of somebody else's
/// project; [`Error::Conflict`] with `already_decided`; [`Error::Stale`].
pub async fn approve_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: ApproveReport) -> Result<Report> {
    let user = actor.require(Permission::ReportsReviewOwn)?;
    let (rating, comment) = input.validate()?;
    let mut tx = ctx.begin().await?;
    let report = lock(&mut tx, user, id).await?;
    if let Some(decided) = settled(report, ReportStatus::Approved, input.version, &input)? {
        return Ok(decided);
    }
    sqlx::query!(
        "update volunteering.photo_reports
         set status = 'approved', rating = $2, organizer_comment = nullif($3, ''), reviewed_by = $4,
             reviewed_at = now(), version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        rating,
        comment,
        user.0,
    )
    .execute(&mut *tx)
    .await?;
    let report = report_records::load_one(&mut tx, id).await?;
    rate(&mut tx, user, &report, rating, &comment).await?;
    let points = i64::from(rating);
    let posting = points::Posting {
        user: report.volunteer_id,
        amount: points,
        reason: "report_approved",
        source_kind: SUBJECT,
        source_id: id.0,
        details: json!({ "task": report.task, "project": report.project, "rating": rating }),
    };
    points::post(&mut tx, posting).await?;
    complete(ctx, &mut tx, &report).await?;
    let details = json!({ "task": report.task, "rating": rating, "points": points });
    let (volunteer, project, task) = (report.volunteer_id, report.project_id, report.task_id);
    activity::record(&mut tx, volunteer, "task_completed", Some(project), Some(task.0), details).await?;
    audit::Entry::new("report.approve", SUBJECT, id.0)
        .old(json!({ "status": "pending" }))
        .new_value(json!({ "status": "approved", "rating": rating, "comment": comment }))
        .record(&mut tx, actor)
        .await?;
    jobs::enqueue(&mut tx, &ReportApproved { report: id, volunteer: report.volunteer_id }).await?;
    let notice = Notice::ReportApproved { report_id: id, task: report.task.clone(), rating, points };
    notify(&mut tx, Audience::User(report.volunteer_id), notice, format!("report-approved-{id}")).await?;
    tx.commit().await?;
    Ok(report)
}

/// Back to the volunteer for correction: new photos or words.
///
/// # Errors
/// As [`reject_report`].
pub async fn return_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport) -> Result<Report> {
    refuse(ctx, actor, id, input, ReportStatus::Returned).await
}

/// Ends this report; the volunteer may send another one for the task.
///
/// # Errors
/// [`Error::Invalid`] on `reason`; [`Error::NotFound`] for a report of somebody else's project;
/// [`Error::Conflict`] with `already_decided`; [`Error::Stale`].
pub async fn reject_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport) -> Result<Report> {
    refuse(ctx, actor, id, input, ReportStatus::Rejected).await
}

async fn refuse(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport, status: ReportStatus) -> Result<Report> {
    let user = actor.require(Permission::ReportsReviewOwn)?;
    let reason = input.validate()?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, user, id).await?;
    let snapshot = report_records::snapshot(&before);
    if let Some(decided) = settled(before, status, input.version, &input)? {
        return Ok(decided);
    }
    sqlx::query!(
        "update volunteering.photo_reports
         set status = $2, rejection_reason = $3, reviewed_by = $4, reviewed_at = now(),
             version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        status.as_str(),
        reason,
        user.0,
    )
    .execute(&mut *tx)
    .await?;
    if status == ReportStatus::Returned {
        let open = |field: &str| ReturnedField { field: field.into(), comment: String::new() };
        let returned = Return { message: reason.clone(), fields: vec![open("photo"), open("description")] };
        returns::open(&mut tx, SUBJECT, id.0, user, &returned, snapshot).await?;
    }
    let report = report_records::load_one(&mut tx, id).await?;
    let (operation, task) = (if status == ReportStatus::Returned { "return" } else { "reject" }, report.task.clone());
    audit::Entry::new(&format!("report.{operation}"), SUBJECT, id.0)
        .old(json!({ "status": "pending" }))
        .new_value(json!({ "status": status, "reason": reason }))
        .record(&mut tx, actor)
        .await?;
    let notice = match status {
        ReportStatus::Returned => Notice::ReportReturned { report_id: id, task, reason },
        _ => Notice::ReportRejected { report_id: id, task, reason },
    };
    let key = format!("report-{operation}-{id}-v{}", report.version);
    notify(&mut tx, Audience::User(report.volunteer_id), notice, key).await?;
    tx.commit().await?;
    Ok(report)
}

/// Locks project, task and report, in this order as everywhere, and reads the report.
async fn lock(conn: &mut PgConnection, organizer: UserId, id: ReportId) -> Result<Report> {
    sqlx::query_scalar!(
        "select id from volunteering.projects
         where organizer_id = $2 and id = (select project_id from volunteering.photo_reports where id = $1)
         for share",
        id.0,
        organizer.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query_scalar!(
        "select id from volunteering.tasks
         where id = (select task_id from volunteering.photo_reports where id = $1) for update",
        id.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query_scalar!("select id from volunteering.photo_reports where id = $1 for update", id.0)
        .fetch_one(&mut *conn)
        .await?;
    report_records::load_one(conn, id).await
}

/// The report as it stands when this decision was taken before; `None` while it waits for one.
fn settled(
    report: Report,
    decision: ReportStatus,
    version: Option<i64>,
    input: &impl serde::Serialize,
) -> Result<Option<Report>> {
    if report.status == decision {
        return Ok(Some(report));
    }
    if !report.status.can_become(decision) {
        return Err(Error::Conflict(Code::AlreadyDecided));
    }
    match version {
        Some(version) if version != report.version => Err(Error::Stale {
            current_version: report.version,
            current: serde_json::to_string(&report)?,
            yours: serde_json::to_string(input)?,
        }),
        _ => Ok(None),
    }
}

/// Writes the rating down and brings the volunteer's average up to date.
async fn rate(conn: &mut PgConnection, by: UserId, report: &Report, rating: i16, comment: &str) -> Result<()> {
    sqlx::query!(
        "insert into volunteering.ratings (user_id, rated_by, rating_type, target_id, rating, comment)
         values ($1, $2, 'volunteer_rating', $3, $4, $5)",
        report.volunteer_id.0,
        by.0,
        report.id.0,
        rating,
        comment,
    )
    .execute(&mut *conn)
    .await?;
    // Two approvals for one person at the same time: the second must count the first.
    sqlx::query!("select id from accounts.users where id = $1 for no key update", report.volunteer_id.0)
        .fetch_one(&mut *conn)
        .await?;
    sqlx::query!(
        "update accounts.users u set rating = r.average, rating_count = r.count
         from (select round(avg(rating), 2) as average, count(*)::integer as count
               from volunteering.ratings where user_id = $1) r
         where u.id = $1",
        report.volunteer_id.0,
    )
    .execute(&mut *conn)
    .await?;
    Ok(())
}

/// Completes the volunteer's place, and the task when nobody works on it or waits for it and
/// nobody can join any more (all places taken, or its day is over).
async fn complete(ctx: &Ctx, conn: &mut PgConnection, report: &Report) -> Result<()> {
    sqlx::query!(
        "update volunteering.assignments set status = 'completed', completed_at = now()
         where task_id = $1 and volunteer_id = $2 and status = 'assigned'",
        report.task_id.0,
        report.volunteer_id.0,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update volunteering.tasks t set status = 'completed', version = version + 1, updated_at = now()
         where t.id = $1 and t.status in ('open', 'in_progress')
           and (t.assigned_count >= t.max_volunteers or t.deadline < $2)
           and not exists (select 1 from volunteering.assignments a
                           where a.task_id = t.id and a.status in ('assigned', 'waiting'))",
        report.task_id.0,
        ctx.today(),
    )
    .execute(conn)
    .await?;
    Ok(())
}
