//! The runs of jobs that ended, as the workers write them down, and what runs by the clock.

use birqadam_core::{Result, ssr::Ctx};
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::model::{JobOutcome, JobRun, JobSchedule, redact};

/// Runs shown of one job.
const RUNS_MAX: i64 = 30;

/// A run that just ended.
#[derive(Debug)]
pub struct Ended<'a> {
    pub job_id: i64,
    pub task: &'a str,
    pub outcome: JobOutcome,
    pub attempt: i16,
    pub error: Option<&'a str>,
    pub worker: &'a str,
    pub duration_ms: Option<i64>,
}

/// Writes a run down. For the workers.
///
/// # Errors
/// Only when the database fails.
pub async fn record_run(conn: impl PgExecutor<'_>, run: Ended<'_>) -> Result<()> {
    sqlx::query!(
        "insert into core.job_runs (job_id, task, outcome, attempt, error, worker, duration_ms)
         values ($1, $2, $3, $4, $5, $6, $7)",
        run.job_id,
        run.task,
        run.outcome.as_str(),
        run.attempt,
        run.error.map(redact::error),
        run.worker,
        run.duration_ms,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Something that runs by the clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Announced {
    pub task: String,
    /// As in a crontab, UTC.
    pub timer: String,
    pub next_run_at: Option<DateTime<Utc>>,
}

/// Tells what runs by the clock; replaces what was told before. For the workers.
///
/// # Errors
/// Only when the database fails.
pub async fn announce_schedules(conn: &mut PgConnection, all: &[Announced]) -> Result<()> {
    let tasks: Vec<String> = all.iter().map(|one| one.task.clone()).collect();
    for one in all {
        sqlx::query!(
            "insert into core.job_schedules (task, timer, next_run_at) values ($1, $2, $3)
             on conflict (task) do update set timer = excluded.timer, next_run_at = excluded.next_run_at,
                 announced_at = now()",
            one.task,
            one.timer,
            one.next_run_at,
        )
        .execute(&mut *conn)
        .await?;
    }
    // Of an older version; a day later, as both may run side by side during an upgrade.
    sqlx::query!(
        "delete from core.job_schedules where task <> all($1) and announced_at < now() - interval '1 day'",
        &tasks
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The runs of one job, the latest first.
pub(super) async fn of_job(conn: &mut PgConnection, job: i64) -> Result<Vec<JobRun>> {
    let rows = sqlx::query_as!(
        Row,
        "select id, job_id, task, outcome, attempt, error, worker, duration_ms, finished_at from core.job_runs
         where job_id = $1 order by id desc limit $2",
        job,
        RUNS_MAX,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(JobRun::from).collect())
}

/// Everything that runs by the clock, each with the latest run of its task.
pub(super) async fn schedules(conn: &mut PgConnection) -> Result<Vec<JobSchedule>> {
    let rows = sqlx::query!(
        r#"select s.task as scheduled, s.timer, s.next_run_at,
                  r.id as "id?", r.job_id as "job_id?", r.outcome as "outcome?", r.attempt as "attempt?", r.error,
                  r.worker as "worker?", r.duration_ms, r.finished_at as "finished_at?"
           from core.job_schedules s
           left join lateral (select * from core.job_runs where task = s.task order by id desc limit 1) r on true
           order by s.next_run_at, s.task"#,
    )
    .fetch_all(conn)
    .await?;
    let schedules = rows.into_iter().map(|row| {
        let task = row.scheduled.clone();
        let last = match (row.id, row.job_id, row.outcome, row.attempt, row.worker, row.finished_at) {
            (Some(id), Some(job_id), Some(outcome), Some(attempt), Some(worker), Some(finished_at)) => Some(Row {
                id,
                job_id,
                task,
                outcome,
                attempt,
                error: row.error,
                worker,
                duration_ms: row.duration_ms,
                finished_at,
            }),
            _ => None,
        };
        JobSchedule {
            task: row.scheduled,
            timer: row.timer,
            next_run_at: row.next_run_at,
            last: last.map(JobRun::from),
        }
    });
    Ok(schedules.collect())
}

/// Forgets runs older than the setting `job_history_days` says. For the job `clean_up`.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(ctx: &Ctx) -> Result<()> {
    let days = ctx.settings().await?.job_history_days;
    let before = ctx.now() - chrono::TimeDelta::days(days);
    sqlx::query!("delete from core.job_runs where finished_at < $1", before).execute(&ctx.db).await?;
    Ok(())
}

struct Row {
    id: i64,
    job_id: i64,
    task: String,
    outcome: String,
    attempt: i16,
    error: Option<String>,
    worker: String,
    duration_ms: Option<i64>,
    finished_at: DateTime<Utc>,
}

impl From<Row> for JobRun {
    fn from(row: Row) -> Self {
        JobRun {
            id: row.id,
            job_id: row.job_id,
            task: row.task,
            outcome: JobOutcome::parse(&row.outcome).unwrap_or(JobOutcome::Failed),
            attempt: row.attempt,
            error: row.error,
            worker: row.worker,
            duration_ms: row.duration_ms,
            finished_at: row.finished_at,
        }
    }
}
