//! Reading the queue's table. Its schema belongs to graphile_worker and is made by it, so these
//! statements are not checked at compile time; tests run each.

use birqadam_core::Result;
use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, FromRow, PgConnection};

use crate::model::{JobRow, JobState, redact};

/// The state of a row as text; `j` is the job.
macro_rules! state {
    () => {
        "case when j.locked_at is not null then 'running' when j.attempts >= j.max_attempts then 'failed'
              when j.attempts > 0 then 'retrying' else 'queued' end"
    };
}
pub(super) use state;

/// A job; `j` and `t` are the job and its task.
macro_rules! columns {
    () => {
        concat!(
            "j.id, t.identifier as task, ",
            state!(),
            " as state, j.attempts, j.max_attempts, j.run_at, j.created_at, j.locked_at, j.locked_by, j.last_error"
        )
    };
}

const FROM: &str = "graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id";

#[derive(FromRow)]
pub(super) struct Row {
    id: i64,
    task: String,
    state: String,
    attempts: i16,
    max_attempts: i16,
    run_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    locked_at: Option<DateTime<Utc>>,
    locked_by: Option<String>,
    last_error: Option<String>,
}

impl From<Row> for JobRow {
    fn from(row: Row) -> Self {
        JobRow {
            id: row.id,
            task: row.task,
            state: JobState::parse(&row.state).unwrap_or(JobState::Queued),
            attempts: row.attempts,
            max_attempts: row.max_attempts,
            run_at: row.run_at,
            created_at: row.created_at,
            started_at: row.locked_at,
            worker: row.locked_by,
            last_error: row.last_error.as_deref().map(redact::error),
        }
    }
}

/// Those of the jobs that have not ended, by number.
pub(super) async fn select(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<JobRow>> {
    let sql = format!("select {} from {FROM} where j.id = any($1) order by j.id", columns!());
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql)).bind(ids).fetch_all(conn).await?;
    Ok(rows.into_iter().map(JobRow::from).collect())
}

/// One job, locked until the end of the transaction when it is about to be changed.
pub(super) async fn find(conn: &mut PgConnection, id: i64, lock: Lock) -> Result<Option<(JobRow, serde_json::Value)>> {
    #[derive(FromRow)]
    struct WithPayload {
        #[sqlx(flatten)]
        row: Row,
        payload: serde_json::Value,
    }
    let lock = match lock {
        Lock::No => "",
        Lock::Yes => "for update of j",
    };
    let sql = format!("select {}, j.payload from {FROM} where j.id = $1 {lock}", columns!());
    let found: Option<WithPayload> = sqlx::query_as(AssertSqlSafe(sql)).bind(id).fetch_optional(conn).await?;
    Ok(found.map(|found| (found.row.into(), redact::payload(&found.payload))))
}

/// Whether to lock what is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lock {
    No,
    Yes,
}
