//! Work for later, enqueued in the transaction that causes it: if that rolls back, the job
//! never was. Run by `server` with graphile_worker; retried with back-off.

use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::PgConnection;

use crate::Result;

/// A kind of work. Handlers must be idempotent: a job runs at least once.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The task identifier under which the worker finds the handler.
    const TASK: &'static str;

    /// Jobs of one queue run one after another, so that those that wait for somebody outside leave
    /// room for the others. `None`: whenever there is room.
    fn queue(&self) -> Option<String> {
        None
    }
}

/// # Errors
/// Only when the database fails.
pub async fn enqueue<J: Job>(conn: &mut PgConnection, job: &J) -> Result<()> {
    enqueue_as(conn, job, None).await
}

/// Enqueues at most once per key: an equal key replaces a job that has not started yet.
///
/// # Errors
/// Only when the database fails.
pub async fn enqueue_as<J: Job>(conn: &mut PgConnection, job: &J, key: Option<&str>) -> Result<()> {
    enqueue_at(conn, job, key, None).await
}

/// The same for a moment to come; `None` is at once.
///
/// # Errors
/// Only when the database fails.
pub async fn enqueue_at<J: Job>(
    conn: &mut PgConnection,
    job: &J,
    key: Option<&str>,
    at: Option<DateTime<Utc>>,
) -> Result<()> {
    // Not checked at compile time: the schema belongs to graphile_worker and is made by it.
    sqlx::query("select graphile_worker.add_job($1, $2::json, job_key => $3, run_at => $4, queue_name => $5, max_attempts => 25)")
        .bind(J::TASK)
        .bind(serde_json::to_value(job)?)
        .bind(key)
        .bind(at)
        .bind(job.queue())
        .execute(conn)
        .await?;
    Ok(())
}
