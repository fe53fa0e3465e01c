//! What can be done to several jobs at once: start them again, cancel them.

use birqadam_core::{
    Code, Error, Permission, Result,
    list::ActionSpec,
    ssr::{
        batch::{Bulk, BulkAction, Item, Planned},
        list::async_trait,
    },
};
use serde_json::Value;
use sqlx::PgConnection;

use super::{
    job_rows::{self, Lock},
    jobs,
};
use crate::model::{JobRow, JobState};

/// Starts jobs again that failed or wait.
pub struct RetryJobs;

/// Removes jobs that do not run.
pub struct CancelJobs;

static RETRY: ActionSpec =
    ActionSpec { name: "retry", permission: Permission::JobsManage, fields: &[], undoable: false, tone: "plain" };

static CANCEL: ActionSpec =
    ActionSpec { name: "cancel", permission: Permission::JobsManage, fields: &[], undoable: false, tone: "bad" };

#[async_trait]
impl BulkAction for RetryJobs {
    fn spec(&self) -> &'static ActionSpec {
        &RETRY
    }

    async fn plan(&self, _bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
        plan(conn, ids).await
    }

    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value> {
        as_planned(conn, item).await?;
        jobs::retry(conn, bulk.actor, item.id).await?;
        Ok(Value::Null)
    }
}

#[async_trait]
impl BulkAction for CancelJobs {
    fn spec(&self) -> &'static ActionSpec {
        &CANCEL
    }

    async fn plan(&self, _bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
        plan(conn, ids).await
    }

    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value> {
        as_planned(conn, item).await?;
        jobs::cancel(conn, bulk.actor, item.id).await?;
        Ok(Value::Null)
    }
}

/// What runs is left alone.
async fn plan(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
    let planned = job_rows::select(conn, ids).await?.into_iter().map(|job| Planned {
        id: job.id,
        label: format!("{} № {}", job.task, job.id),
        token: token(&job),
        refusal: (job.state == JobState::Running).then_some(Error::Conflict(Code::WrongState)),
    });
    Ok(planned.collect())
}

async fn as_planned(conn: &mut PgConnection, item: &Item) -> Result<()> {
    let (job, _) = job_rows::find(conn, item.id, Lock::Yes).await?.ok_or(Error::NotFound)?;
    item.expect(&token(&job))
}

fn token(job: &JobRow) -> String {
    format!("{}|{}", job.state.as_str(), job.attempts)
}
