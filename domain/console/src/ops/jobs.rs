//! Jobs as an administrator sees and steers them. Permission `jobs.manage`.

use birqadam_core::{
    Actor, Code, Cursor, Error, FieldCode, Page, PageRequest, Permission, Result,
    ssr::{Ctx, audit::Entry},
};
use serde_json::json;
use sqlx::PgConnection;

use super::{
    job_rows::{self, Lock},
    job_runs,
};
use crate::model::{JobCounts, JobDetails, JobFilter, JobRow, JobSchedule, JobState};

/// Of the action log.
const SUBJECT: &str = "job";
/// Most jobs started again at once; the rest with the next press.
const RETRY_MAX: i64 = 10_000;

/// Jobs that have not ended, the newest first.
///
/// # Errors
/// [`Error::Forbidden`] without the permission; [`Error::Invalid`] on an unknown state.
pub async fn list_jobs(ctx: &Ctx, actor: &Actor, filter: JobFilter, page: PageRequest) -> Result<Page<JobRow>> {
    actor.require(Permission::JobsManage)?;
    let state = match filter.state.as_str() {
        "" => None,
        name => Some(JobState::parse(name).ok_or_else(|| Error::field("state", FieldCode::Unknown))?),
    };
    let task = Some(filter.task.as_str()).filter(|task| !task.is_empty());
    let (limit, before) = (page.limit(), page.cursor()?.map(|cursor| cursor.id));
    let rows = job_rows::select(&mut *ctx.db.acquire().await?, state, task, before, limit + 1).await?;
    Ok(Page::from_rows(rows, limit, |row| Cursor { key: row.id, id: row.id }))
}

/// How many jobs stand where, of one task or of all.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn count_jobs(ctx: &Ctx, actor: &Actor, task: &str) -> Result<JobCounts> {
    actor.require(Permission::JobsManage)?;
    let task = Some(task).filter(|task| !task.is_empty());
    let (queued, running, retrying, failed) = sqlx::query_as(
        "select count(*) filter (where j.locked_at is null and j.attempts = 0),
                count(*) filter (where j.locked_at is not null),
                count(*) filter (where j.locked_at is null and j.attempts between 1 and j.max_attempts - 1),
                count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts)
         from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where $1::text is null or t.identifier = $1",
    )
    .bind(task)
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
    let before = waiting(&mut tx, id).await?;
    start_again(&mut tx, &[id]).await?;
    Entry::new("job.retry", SUBJECT, id)
        .old(json!({ "task": before.task, "state": before.state, "attempts": before.attempts }))
        .new_value(json!({ "task": before.task, "state": JobState::Queued, "attempts": 0 }))
        .record(&mut tx, actor)
        .await?;
    let (after, _) = job_rows::find(&mut tx, id, Lock::No).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(after)
}

/// Starts all failed jobs of a task again, and says how many. Those still to be tried by
/// themselves are left to their time.
///
/// # Errors
/// [`Error::Invalid`] at `task` for one that is not known.
pub async fn retry_failed(ctx: &Ctx, actor: &Actor, task: &str) -> Result<i64> {
    actor.require(Permission::JobsManage)?;
    let mut tx = ctx.begin().await?;
    let known: bool =
        sqlx::query_scalar("select exists (select from graphile_worker._private_tasks where identifier = $1)")
            .bind(task)
            .fetch_one(&mut *tx)
            .await?;
    if !known {
        return Err(Error::field("task", FieldCode::Unknown));
    }
    let ids: Vec<i64> = sqlx::query_scalar(
        "select j.id from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = $1 and j.locked_at is null and j.attempts >= j.max_attempts
         order by j.id limit $2 for update of j skip locked",
    )
    .bind(task)
    .bind(RETRY_MAX)
    .fetch_all(&mut *tx)
    .await?;
    if ids.is_empty() {
        return Ok(0);
    }
    start_again(&mut tx, &ids).await?;
    Entry::new("job.retry_failed", SUBJECT, None)
        .new_value(json!({ "task": task, "jobs": ids.len() }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(ids.len() as i64)
}

/// Removes a job that does not run.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] while it runs.
pub async fn cancel_job(ctx: &Ctx, actor: &Actor, id: i64) -> Result<()> {
    actor.require(Permission::JobsManage)?;
    let mut tx = ctx.begin().await?;
    let before = waiting(&mut tx, id).await?;
    sqlx::query("select graphile_worker.complete_jobs(array[$1::bigint])").bind(id).execute(&mut *tx).await?;
    Entry::new("job.cancel", SUBJECT, id)
        .old(json!({ "task": before.task, "state": before.state, "attempts": before.attempts }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// What runs by the clock, with the latest run of each.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_schedules(ctx: &Ctx, actor: &Actor) -> Result<Vec<JobSchedule>> {
    actor.require(Permission::JobsManage)?;
    let mut conn = ctx.db.acquire().await?;
    let rows = sqlx::query!("select task, timer, next_run_at from core.job_schedules order by next_run_at, task")
        .fetch_all(&mut *conn)
        .await?;
    let mut schedules = Vec::new();
    for row in rows {
        let last = job_runs::last_of_task(&mut conn, &row.task).await?;
        schedules.push(JobSchedule { task: row.task, timer: row.timer, next_run_at: row.next_run_at, last });
    }
    Ok(schedules)
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

async fn start_again(conn: &mut PgConnection, ids: &[i64]) -> Result<()> {
    sqlx::query("select count(*) from graphile_worker.reschedule_jobs($1, run_at => now(), attempts => 0)")
        .bind(ids)
        .execute(conn)
        .await?;
    Ok(())
}
