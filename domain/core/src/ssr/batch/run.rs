//! Doing a plan, and taking it back, record by record.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use sqlx::{Acquire, PgConnection, Postgres, Transaction};

use super::{
    action::{Bulk, BulkAction, Item},
    finish::{Tell, finish},
    read::{action_of, find_batch, own_batch},
};
use crate::{
    Actor, BatchId, Code, Error, Result,
    list::{BATCH_AT_ONCE, Batch, BatchPage},
    ssr::{Ctx, audit::Entry, jobs, list::List},
};

/// Goes on with a batch: a large one, or one whose process died.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BatchJob {
    pub batch: BatchId,
    pub step: Step,
}

/// There or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Commit,
    Undo,
}

impl jobs::Job for BatchJob {
    const TASK: &'static str = "batch";
}

/// Whether it is done by now, or a job is at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    Finished,
    AsJob,
}

/// After so long a batch that was to be done at once is taken up by a job: its process died.
const SAFETY_NET: Duration = Duration::minutes(2);

/// Does exactly the plan. Small ones are done when this returns; of two calls at once one does it, the
/// other is told that it is decided.
///
/// # Errors
/// [`Error::NotFound`] when it is not one's own plan; [`Error::Conflict`] when it was done already;
/// [`Error::Forbidden`] when the permission is gone since.
pub async fn commit_batch(ctx: &Ctx, actor: &Actor, lists: &[&dyn List], id: BatchId) -> Result<BatchPage> {
    let batch = own_batch(ctx, actor, lists, id).await?;
    let action = permitted(actor, lists, &batch)?;
    let mut tx = ctx.begin().await?;
    let started = sqlx::query!(
        "update core.batches set state = 'running', started_at = now()
         where id = $1::text::uuid and state = 'planned'",
        id.to_string(),
    )
    .execute(&mut *tx)
    .await?;
    if started.rows_affected() == 0 {
        return Err(Error::Conflict(Code::AlreadyDecided));
    }
    let counts = serde_json::json!({ "action": batch.action, "list": batch.list, "records": batch.counts.applies });
    Entry::new("batch.commit", "batch", None).new_value(counts).record(&mut tx, &actor.in_batch(id)).await?;
    let started = start(ctx, tx, &batch, Step::Commit, batch.counts.applies).await?;
    if started == Started::Finished {
        run_batch(ctx, actor, action, &batch, Step::Commit, Tell::Nobody).await?;
    }
    find_batch(ctx, actor, lists, id, 0).await
}

/// Takes back what the batch did, as far as the records are still as it left them.
///
/// # Errors
/// As [`commit_batch`]; [`Error::Conflict`] with [`Code::WrongState`] when the action cannot be taken
/// back or is not done.
pub async fn undo_batch(ctx: &Ctx, actor: &Actor, lists: &[&dyn List], id: BatchId) -> Result<BatchPage> {
    let batch = own_batch(ctx, actor, lists, id).await?;
    let action = permitted(actor, lists, &batch)?;
    if !action.spec().undoable {
        return Err(Error::Conflict(Code::WrongState));
    }
    let mut tx = ctx.begin().await?;
    let started = sqlx::query!(
        "update core.batches set state = 'undoing' where id = $1::text::uuid and state = 'done'",
        id.to_string(),
    )
    .execute(&mut *tx)
    .await?;
    if started.rows_affected() == 0 {
        return Err(Error::Conflict(Code::WrongState));
    }
    let counts = serde_json::json!({ "action": batch.action, "list": batch.list, "records": batch.counts.done });
    Entry::new("batch.undo", "batch", None).new_value(counts).record(&mut tx, &actor.in_batch(id)).await?;
    let started = start(ctx, tx, &batch, Step::Undo, batch.counts.done).await?;
    if started == Started::Finished {
        run_batch(ctx, actor, action, &batch, Step::Undo, Tell::Nobody).await?;
    }
    find_batch(ctx, actor, lists, id, 0).await
}

/// Commits that the batch begins, with its job: at once for a large one, as a safety net for one that
/// is done right away.
async fn start(
    ctx: &Ctx,
    mut tx: Transaction<'static, Postgres>,
    batch: &Batch,
    step: Step,
    records: i64,
) -> Result<Started> {
    let (at, started) = match records > BATCH_AT_ONCE {
        true => (None, Started::AsJob),
        false => (Some(ctx.now() + SAFETY_NET), Started::Finished),
    };
    let job = BatchJob { batch: batch.id, step };
    let key = format!("batch:{}:{}", batch.id, serde_json::to_string(&step)?);
    jobs::enqueue_at(&mut tx, &job, Some(&key), at).await?;
    tx.commit().await?;
    Ok(started)
}

fn permitted<'a>(actor: &Actor, lists: &[&'a dyn List], batch: &Batch) -> Result<&'a dyn BulkAction> {
    let action = action_of(lists, &batch.list, &batch.action)?;
    actor.require(action.spec().permission)?;
    Ok(action)
}

/// Goes on with a batch that has begun: what its job does. The actor is its owner with what they may do
/// now, `None` when they may do nothing any more; what is left then fails with the reason.
///
/// # Errors
/// Only when something we depend on fails; what was done stays done, and a later run goes on.
pub async fn continue_batch(ctx: &Ctx, actor: Option<&Actor>, lists: &[&dyn List], job: &BatchJob) -> Result<()> {
    let Some(actor) = actor else { return give_up(ctx, job, &Error::Unauthenticated).await };
    let batch = own_batch(ctx, actor, lists, job.batch).await?;
    match permitted(actor, lists, &batch) {
        Ok(action) => run_batch(ctx, actor, action, &batch, job.step, Tell::Owner).await,
        Err(error) => give_up(ctx, job, &error).await,
    }
}

/// Ends a batch that nobody may go on with.
async fn give_up(ctx: &Ctx, job: &BatchJob, why: &Error) -> Result<()> {
    let (id, why) = (job.batch.to_string(), serde_json::to_value(why)?);
    match job.step {
        Step::Commit => {
            sqlx::query!(
                "update core.batch_items set outcome = 'failed', failure = $2
                 where batch_id = $1::text::uuid and refusal is null and outcome is null",
                id,
                why,
            )
            .execute(&ctx.db)
            .await?
        }
        Step::Undo => {
            sqlx::query!(
                "update core.batch_items set undo_outcome = 'failed', undo_failure = $2
                 where batch_id = $1::text::uuid and outcome = 'done' and undo_outcome is null",
                id,
                why,
            )
            .execute(&ctx.db)
            .await?
        }
    };
    finish(ctx, &id, job.step, Tell::Owner).await
}

/// Goes through the records that are left. Several may run at once: each record goes to one of them.
///
/// # Errors
/// Only when something we depend on fails; what was done stays done, and a later run goes on.
async fn run_batch(
    ctx: &Ctx,
    actor: &Actor,
    action: &dyn BulkAction,
    batch: &Batch,
    step: Step,
    tell: Tell,
) -> Result<()> {
    let actor = actor.in_batch(batch.id);
    let bulk = Bulk { ctx, actor: &actor, input: &batch.input };
    let id = batch.id.to_string();
    loop {
        let mut tx = ctx.begin().await?;
        let more = match step {
            Step::Commit => apply_next(bulk, action, &mut tx, &id).await?,
            Step::Undo => undo_next(bulk, action, &mut tx, &id).await?,
        };
        tx.commit().await?;
        if !more {
            return finish(ctx, &id, step, tell).await;
        }
    }
}

async fn apply_next(bulk: Bulk<'_>, action: &dyn BulkAction, tx: &mut PgConnection, id: &str) -> Result<bool> {
    let next = sqlx::query!(
        "select position, item_id, token from core.batch_items
         where batch_id = $1::text::uuid and refusal is null and outcome is null
         order by position limit 1 for update skip locked",
        id,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(next) = next else { return Ok(false) };
    let item = Item { id: next.item_id, token: next.token };
    let mut point = tx.begin().await?;
    let (undo, failure) = match action.apply(bulk, &mut point, &item).await {
        Ok(undo) => {
            point.commit().await?;
            (Some(undo), None)
        }
        Err(error) => {
            point.rollback().await?;
            (None, Some(expected(error)?))
        }
    };
    sqlx::query!(
        "update core.batch_items
         set outcome = case when $4::jsonb is null then 'done' else 'failed' end, undo = $3, failure = $4
         where batch_id = $1::text::uuid and position = $2",
        id,
        next.position,
        undo,
        failure,
    )
    .execute(tx)
    .await?;
    Ok(true)
}

/// The last that was done is taken back first.
async fn undo_next(bulk: Bulk<'_>, action: &dyn BulkAction, tx: &mut PgConnection, id: &str) -> Result<bool> {
    let next = sqlx::query!(
        "select position, item_id, undo from core.batch_items
         where batch_id = $1::text::uuid and outcome = 'done' and undo_outcome is null
         order by position desc limit 1 for update skip locked",
        id,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(next) = next else { return Ok(false) };
    let mut point = tx.begin().await?;
    let failure = match action.undo(bulk, &mut point, next.item_id, &next.undo.unwrap_or_default()).await {
        Ok(()) => {
            point.commit().await?;
            None
        }
        Err(error) => {
            point.rollback().await?;
            Some(expected(error)?)
        }
    };
    sqlx::query!(
        "update core.batch_items
         set undo_outcome = case when $3::jsonb is null then 'done' else 'failed' end, undo_failure = $3
         where batch_id = $1::text::uuid and position = $2",
        id,
        next.position,
        failure,
    )
    .execute(tx)
    .await?;
    Ok(true)
}

/// An error to be shown beside the record; one of ours stops the run instead.
fn expected(error: Error) -> Result<serde_json::Value> {
    match error {
        Error::Internal { .. } | Error::Unavailable | Error::TooMany { .. } => Err(error),
        expected => Ok(serde_json::to_value(&expected)?),
    }
}
