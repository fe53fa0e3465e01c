//! The lists of jobs and of their runs on the database. The queue's tables belong to graphile_worker:
//! no index of ours serves them, and they hold only what has not ended yet.

use birqadam_core::{
    Actor, Result,
    list::{Choice, ListSpec},
    ssr::{
        Ctx,
        batch::BulkAction,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, async_trait},
    },
};

use super::{
    job_bulk::{CancelJobs, RetryJobs},
    job_rows::state,
};
use crate::model::{JOB_RUNS, JOBS, redact};

/// [`JOBS`] on the database.
pub struct JobList;

static JOBS_SQL: ListSql = ListSql {
    from: "graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id",
    id: "j.id",
    columns: &[
        ColumnSql::new("task", "t.identifier").link("'/admin/jobs/' || j.id"),
        ColumnSql::new("number", "j.id"),
        ColumnSql::new("state", state!()),
        ColumnSql::new("attempts", "j.attempts::bigint"),
        ColumnSql::new("error", "j.last_error").cleaned(redact::error),
        ColumnSql::new("due", "j.run_at").sort(SortType::Time, "j.run_at"),
        // Numbers are given in the order of time.
        ColumnSql::new("created", "j.created_at").sort(SortType::Int, "j.id"),
        ColumnSql::new("started", "j.locked_at"),
        ColumnSql::new("worker", "j.locked_by"),
    ],
    filters: &[
        FilterSql::is("state", state!()),
        FilterSql::is("task", "t.identifier"),
        FilterSql::time("created", "j.created_at"),
    ],
};

#[async_trait]
impl List for JobList {
    fn spec(&self) -> &'static ListSpec {
        &JOBS
    }

    fn sql(&self) -> &'static ListSql {
        &JOBS_SQL
    }

    async fn choices(&self, ctx: &Ctx, _actor: &Actor, _filter: &str) -> Result<Vec<Choice>> {
        tasks(ctx).await
    }

    fn actions(&self) -> &'static [&'static dyn BulkAction] {
        &[&RetryJobs, &CancelJobs]
    }
}

/// [`JOB_RUNS`] on the database.
pub struct JobRunList;

static RUNS_SQL: ListSql = ListSql {
    from: "core.job_runs r",
    id: "r.id",
    columns: &[
        ColumnSql::new("task", "r.task"),
        ColumnSql::new("job", "r.job_id"),
        ColumnSql::new("state", "r.outcome"),
        ColumnSql::new("attempt", "r.attempt::bigint"),
        ColumnSql::new("error", "r.error"),
        ColumnSql::new("took", "r.duration_ms"),
        // Written down when they end, so that the number gives the order.
        ColumnSql::new("finished", "r.finished_at").sort(SortType::Int, "r.id"),
        ColumnSql::new("worker", "r.worker"),
    ],
    filters: &[
        FilterSql::is("state", "r.outcome"),
        FilterSql::is("task", "r.task"),
        FilterSql::id("job", "r.job_id"),
        FilterSql::time("finished", "r.finished_at"),
    ],
};

#[async_trait]
impl List for JobRunList {
    fn spec(&self) -> &'static ListSpec {
        &JOB_RUNS
    }

    fn sql(&self) -> &'static ListSql {
        &RUNS_SQL
    }

    async fn choices(&self, ctx: &Ctx, _actor: &Actor, _filter: &str) -> Result<Vec<Choice>> {
        tasks(ctx).await
    }
}

/// Every kind of job that was ever asked for; the words are the page's.
async fn tasks(ctx: &Ctx) -> Result<Vec<Choice>> {
    let names: Vec<String> =
        sqlx::query_scalar("select identifier from graphile_worker._private_tasks order by identifier")
            .fetch_all(&ctx.db)
            .await?;
    Ok(names.into_iter().map(Choice::unnamed).collect())
}
