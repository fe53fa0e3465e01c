//! Jobs as an administrator sees and steers them. Permission `jobs.manage`.

use birqadam_core::{
    Actor, Code, Error, Permission, Result,
    ssr::{Ctx, audit::Entry},
};
use serde_json::json;
use sqlx::PgConnection;

use super::{
    job_rows::{self, Lock},
    job_runs,
};
use crate::model::{JobCounts, JobDetails, JobRow, JobSchedule, JobState};

/// Of the action log.
const SUBJECT: &str = "job";

/// How many jobs stand where.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn count_jobs(ctx: &Ctx, actor: &Actor) -> Result<JobCounts> {
    actor.require(Permission::JobsManage)?;
    let (queued, running, retrying, failed) = sqlx::query_as(
        "select count(*) filter (where j.locked_at is null and j.attempts = 0),
                count(*) filter (where j.locked_at is not null),
                count(*) filter (where j.locked_at is null and j.attempts between 1 and j.max_attempts - 1),
                count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts)
         from graphile_worker._private_jobs j",
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(JobCounts { queued, running, retrying, failed })
}

/// One job with what it carries and its runs. A job that is done is gone.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_job(ctx: &Ctx, actor: &Actor, id: i64) -> Result<JobDetails> {
    actor.require(Permission::JobsManage)?;
    let mut conn = ctx.db.acquire().await?;
    let (job, payload) = job_rows::find(&mut conn, id, Lock::No).await?.ok_or(Error::NotFound)?;
    let runs = job_runs::of_job(&mut conn, id).await?;
    Ok(JobDetails { job, payload, runs })
}

/// Starts a job that failed, or that waits, at once and with all its attempts.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] while it runs.
pub async fn retry_job(ctx: &Ctx, actor: &Actor, id: i64) -> Result<JobRow> {
    actor.require(Permission::JobsManage)?;
    let mut tx = ctx.begin().await?;
    let job = retry(&mut tx, actor, id).await?;
    tx.commit().await?;
    Ok(job)
}

/// The same in the caller's transaction.
pub(super) async fn retry(conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<JobRow> {
    let before = waiting(conn, id).await?;
    sqlx::query(
        "select count(*) from graphile_worker.reschedule_jobs(array[$1::bigint], run_at => now(), attempts => 0)",
    )
    .bind(id)
    .execute(&mut *conn)
    .await?;
    Entry::new("job.retry", SUBJECT, id)
        .old(json!({ "task": before.task, "state": before.state, "attempts": before.attempts }))
        .new_value(json!({ "task": before.task, "state": JobState::Queued, "attempts": 0 }))
        .record(conn, actor)
        .await?;
    let (after, _) = job_rows::find(conn, id, Lock::No).await?.ok_or(Error::NotFound)?;
    Ok(after)
}

/// Removes a job that does not run.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] while it runs.
pub async fn cancel_job(ctx: &Ctx, actor: &Actor, id: i64) -> Result<()> {
    actor.require(Permission::JobsManage)?;
    let mut tx = ctx.begin().await?;
    cancel(&mut tx, actor, id).await?;
    tx.commit().await?;
    Ok(())
}

/// The same in the caller's transaction.
pub(super) async fn cancel(conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<()> {
    let before = waiting(conn, id).await?;
    sqlx::query("select graphile_worker.complete_jobs(array[$1::bigint])").bind(id).execute(&mut *conn).await?;
    Entry::new("job.cancel", SUBJECT, id)
        .old(json!({ "task": before.task, "state": before.state, "attempts": before.attempts }))
        .record(conn, actor)
        .await?;
    Ok(())
}

/// What runs by the clock, with the latest run of each.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_schedules(ctx: &Ctx, actor: &Actor) -> Result<Vec<JobSchedule>> {
    actor.require(Permission::JobsManage)?;
    job_runs::schedules(&mut *ctx.db.acquire().await?).await
}

/// Runs at once what otherwise waits for the clock. While it waits or runs, asking again
/// changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a task that does not run by the clock.
pub async fn run_now(ctx: &Ctx, actor: &Actor, task: &str) -> Result<()> {
    actor.require(Permission::JobsManage)?;
    let mut tx = ctx.begin().await?;
    sqlx::query!("select task from core.job_schedules where task = $1", task)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::NotFound)?;
    sqlx::query("select graphile_worker.add_job($1, 'null'::json, job_key => $2, max_attempts => 3)")
        .bind(task)
        .bind(format!("run-now-{task}"))
        .execute(&mut *tx)
        .await?;
    Entry::new("job.run_now", SUBJECT, None).new_value(json!({ "task": task })).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(())
}

/// The job, locked, if it can be changed: it is there and does not run.
async fn waiting(conn: &mut PgConnection, id: i64) -> Result<JobRow> {
    let (job, _) = job_rows::find(conn, id, Lock::Yes).await?.ok_or(Error::NotFound)?;
    if job.state == JobState::Running { Err(Error::Conflict(Code::WrongState)) } else { Ok(job) }
}
