//! Decisions on a report: approve, return, reject. Each in one transaction; the lock on the
//! report decides between two at the same time.

use birqadam_core::notice::Notice;
use birqadam_core::review::{Decision, Verdict};
use birqadam_core::ssr::notify::ReportApproved;
use birqadam_core::ssr::review::{Effects, conclude, decisions};
use birqadam_core::ssr::{Ctx, DbResultExt, jobs, points};
use birqadam_core::{Actor, Code, Error, Permission, ReportId, Result, UserId};
use serde_json::json;
use sqlx::PgConnection;

use super::activity;
use super::report_records::{self, SUBJECT};
use super::report_reviewable::ReportReviewing;
use crate::model::{ApproveReport, REPORT_REVIEW, RefuseReport, Report, ReportStatus};

/// Approves with a rating. Approving twice (also at the same time) has one effect.
///
/// # Errors
/// [`Error::Invalid`] on `rating`, `comment`; [`Error::NotFound`] for a report of somebody else's
/// project; [`Error::Conflict`] with `already_decided`; [`Error::Stale`].
pub async fn approve_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: ApproveReport) -> Result<Report> {
    actor.require(Permission::ReportsReviewOwn)?;
    let verdict = input.validate()?;
    decide(ctx, actor, id, verdict, input.version, &input).await
}

/// Back to the volunteer for correction of the marked fields, of everything without marks.
///
/// # Errors
/// As [`reject_report`], also on `fields`.
pub async fn return_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport) -> Result<Report> {
    refuse(ctx, actor, id, input, Decision::Return).await
}

/// Ends this report; the volunteer may send another one for the task.
///
/// # Errors
/// [`Error::Invalid`] on `reason`; [`Error::NotFound`] for a report of somebody else's project;
/// [`Error::Conflict`] with `already_decided`; [`Error::Stale`].
pub async fn reject_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport) -> Result<Report> {
    refuse(ctx, actor, id, input, Decision::Reject).await
}

async fn refuse(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport, decision: Decision) -> Result<Report> {
    actor.require(Permission::ReportsReviewOwn)?;
    let verdict = input.validate(decision)?;
    decide(ctx, actor, id, verdict, input.version, &input).await
}

/// The decision at once. Who looked at another version is shown the report as it is.
async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    id: ReportId,
    verdict: Verdict,
    version: Option<i64>,
    input: &impl serde::Serialize,
) -> Result<Report> {
    let mut tx = ctx.begin().await?;
    let decided = decisions::decide_now(&ReportReviewing, ctx, &mut tx, actor, id.0, version, &verdict).await;
    let report = match decided {
        Ok(()) => report_records::load_one(&mut tx, id).await?,
        Err(Error::Stale { current_version, .. }) => {
            let current = serde_json::to_string(&report_records::load_one(&mut tx, id).await?)?;
            return Err(Error::Stale { current_version, current, yours: serde_json::to_string(input)? });
        }
        Err(error) => return Err(error),
    };
    tx.commit().await?;
    Ok(report)
}

fn status_of(decision: Decision) -> ReportStatus {
    match decision {
        Decision::Approve => ReportStatus::Approved,
        Decision::Return => ReportStatus::Returned,
        Decision::Reject => ReportStatus::Rejected,
    }
}

/// The decision with its effects: rating, points, activity, task completion, audit and jobs. The
/// caller holds the lock and knows that it is due.
pub(super) async fn apply(
    ctx: &Ctx,
    conn: &mut PgConnection,
    actor: &Actor,
    id: ReportId,
    verdict: &Verdict,
) -> Result<()> {
    let reviewer = actor.require_user()?;
    let before = report_records::load_one(conn, id).await?;
    let status = status_of(verdict.decision);
    let approved = verdict.decision == Decision::Approve;
    let reason = (!approved).then(|| verdict.spoken());
    sqlx::query!(
        "update volunteering.photo_reports
         set status = $2, rating = $3, organizer_comment = nullif($4, ''), rejection_reason = $5, reviewed_by = $6,
             reviewed_at = now(), version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        status.as_str(),
        verdict.rating,
        approved.then_some(verdict.words.as_str()),
        reason,
        reviewer.0,
    )
    .execute(&mut *conn)
    .await
    // An appeal that succeeds after another report was sent.
    .on_constraint(&[("photo_reports_one_at_a_time", Error::Conflict(Code::ReportExists))])?;
    let (task, reason) = (before.task.clone(), reason.unwrap_or_default());
    let notice = match (status, verdict.rating) {
        (ReportStatus::Approved, Some(rating)) => {
            reward(ctx, conn, reviewer, &before, rating, &verdict.words).await?;
            Notice::ReportApproved { report_id: id, task, rating, points: points_for(rating) }
        }
        (ReportStatus::Returned, _) => Notice::ReportReturned { report_id: id, task, reason },
        _ => Notice::ReportRejected { report_id: id, task, reason },
    };
    let done = Effects {
        id: id.0,
        version: before.version,
        author: before.volunteer_id,
        before: before.status.to_string(),
        after: status.to_string(),
        snapshot: report_records::snapshot(&before),
        notice,
    };
    conclude(conn, actor, &REPORT_REVIEW, verdict, done).await
}

/// Each star is a point.
fn points_for(rating: i16) -> i64 {
    i64::from(rating)
}

/// What an approval gives the volunteer.
async fn reward(
    ctx: &Ctx,
    conn: &mut PgConnection,
    reviewer: UserId,
    report: &Report,
    rating: i16,
    comment: &str,
) -> Result<()> {
    let (id, volunteer) = (report.id, report.volunteer_id);
    rate(conn, reviewer, report, rating, comment).await?;
    let points = points_for(rating);
    let posting = points::Posting {
        user: volunteer,
        amount: points,
        reason: "report_approved",
        source_kind: SUBJECT,
        source_id: id.0,
        details: json!({ "task": report.task, "project": report.project, "rating": rating }),
    };
    points::post(conn, posting).await?;
    complete(ctx, conn, report).await?;
    let details = json!({ "task": report.task, "rating": rating, "points": points });
    let (project, task) = (report.project_id, report.task_id);
    activity::record(conn, volunteer, "task_completed", Some(project), Some(task.0), details).await?;
    jobs::enqueue(conn, &ReportApproved { report: id, volunteer }).await
}

/// Locks project, task and report, in this order as everywhere.
pub(super) async fn lock(conn: &mut PgConnection, id: ReportId) -> Result<()> {
    sqlx::query_scalar!(
        "select id from volunteering.projects
         where id = (select project_id from volunteering.photo_reports where id = $1) for share",
        id.0,
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
        .fetch_one(conn)
        .await?;
    Ok(())
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
