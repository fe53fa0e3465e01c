//! Decisions on a report: approve, return, reject. Each in one transaction; the lock on the
//! report decides between two at the same time.

use birqadam_core::notice::Notice;
use birqadam_core::review::{Decision, ReturnedField, Verdict};
use birqadam_core::ssr::notify::{Audience, ReportApproved, notify};
use birqadam_core::ssr::review::decisions::{self, Decided};
use birqadam_core::ssr::{Ctx, DbResultExt, audit, jobs, points, returns};
use birqadam_core::{Actor, Code, Error, Permission, ReportId, Result, UserId};
use serde_json::json;
use sqlx::PgConnection;

use super::activity;
use super::report_records::{self, SUBJECT};
use crate::model::{ApproveReport, REPORT_REVIEW, RETURNABLE_REPORT_FIELDS, RefuseReport, Report, ReportStatus};

/// Approves with a rating. Approving twice (also at the same time) has one effect.
///
/// # Errors
/// [`Error::Invalid`] on `rating`, `comment`; [`Error::NotFound`] for a report of somebody else's
/// project; [`Error::Conflict`] with `already_decided`; [`Error::Stale`].
pub async fn approve_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: ApproveReport) -> Result<Report> {
    actor.require(Permission::ReportsReviewOwn)?;
    let (rating, words) = input.validate()?;
    let verdict = Verdict { decision: Decision::Approve, words, fields: Vec::new(), rating: Some(rating) };
    decide(ctx, actor, id, verdict, input.version, &input).await
}

/// Back to the volunteer for correction: new photos or words.
///
/// # Errors
/// As [`reject_report`].
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

/// As the document has it: a return opens everything.
async fn refuse(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport, decision: Decision) -> Result<Report> {
    actor.require(Permission::ReportsReviewOwn)?;
    let words = input.validate()?;
    let open = |field: &&str| ReturnedField { field: (*field).to_owned(), comment: String::new() };
    let fields = match decision {
        Decision::Return => RETURNABLE_REPORT_FIELDS.iter().map(open).collect(),
        _ => Vec::new(),
    };
    decide(ctx, actor, id, Verdict { decision, words, fields, rating: None }, input.version, &input).await
}

/// The decision at once.
async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    id: ReportId,
    verdict: Verdict,
    version: Option<i64>,
    input: &impl serde::Serialize,
) -> Result<Report> {
    let user = actor.require(Permission::ReportsReviewOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, user, id).await?;
    if let Some(decided) = settled(&before, status_of(verdict.decision), version, input)? {
        return Ok(decided);
    }
    let report = apply(ctx, &mut tx, actor, &before, &verdict).await?;
    let decided = Decided {
        kind: REPORT_REVIEW.name,
        id: id.0,
        author: before.volunteer_id,
        title: &before.task,
        version: before.version,
    };
    decisions::record(&mut tx, actor, &decided, &verdict).await?;
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
    before: &Report,
    verdict: &Verdict,
) -> Result<Report> {
    let reviewer = actor.require_user()?;
    let (id, status) = (before.id, status_of(verdict.decision));
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
    if verdict.decision == Decision::Return {
        let snapshot = report_records::snapshot(before);
        returns::open(conn, SUBJECT, id.0, reviewer, &verdict.returned(), snapshot).await?;
    }
    let report = report_records::load_one(conn, id).await?;
    let operation = verdict.decision.as_str();
    let new = match verdict.rating {
        Some(rating) if approved => json!({ "status": status, "rating": rating, "comment": verdict.words }),
        _ => json!({ "status": status, "reason": reason, "fields": verdict.fields }),
    };
    audit::Entry::new(&format!("report.{operation}"), SUBJECT, id.0)
        .old(json!({ "status": before.status }))
        .new_value(new)
        .record(&mut *conn, actor)
        .await?;
    if let (true, Some(rating)) = (approved, verdict.rating) {
        reward(ctx, conn, reviewer, &report, rating, &verdict.words).await?;
        return Ok(report);
    }
    let (task, reason) = (report.task.clone(), reason.unwrap_or_default());
    let notice = match status {
        ReportStatus::Returned => Notice::ReportReturned { report_id: id, task, reason },
        _ => Notice::ReportRejected { report_id: id, task, reason },
    };
    let key = format!("report-{operation}-{id}-v{}", report.version);
    notify(conn, Audience::User(report.volunteer_id), notice, key).await?;
    Ok(report)
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
    let points = i64::from(rating);
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
    jobs::enqueue(conn, &ReportApproved { report: id, volunteer }).await?;
    let notice = Notice::ReportApproved { report_id: id, task: report.task.clone(), rating, points };
    notify(conn, Audience::User(volunteer), notice, format!("report-approved-{id}")).await
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
    lock_task_and_report(conn, id).await?;
    report_records::load_one(conn, id).await
}

/// The same for whoever may decide on reports of others.
pub(super) async fn lock_any(conn: &mut PgConnection, id: ReportId) -> Result<()> {
    sqlx::query_scalar!(
        "select id from volunteering.projects
         where id = (select project_id from volunteering.photo_reports where id = $1) for share",
        id.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    lock_task_and_report(conn, id).await
}

async fn lock_task_and_report(conn: &mut PgConnection, id: ReportId) -> Result<()> {
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

/// The report as it stands when this decision was taken before; `None` while it waits for one.
fn settled(
    report: &Report,
    decision: ReportStatus,
    version: Option<i64>,
    input: &impl serde::Serialize,
) -> Result<Option<Report>> {
    if report.status == decision {
        return Ok(Some(report.clone()));
    }
    if !report.status.can_become(decision) {
        return Err(Error::Conflict(Code::AlreadyDecided));
    }
    match version {
        Some(version) if version != report.version => Err(Error::Stale {
            current_version: report.version,
            current: serde_json::to_string(report)?,
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
