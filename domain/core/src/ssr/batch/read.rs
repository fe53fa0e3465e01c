//! Reading a batch: its numbers and its records.

use sqlx::PgExecutor;

use super::action::BulkAction;
use crate::{
    Actor, BatchId, Error, Result, UserId,
    list::{BATCH_MAX, Batch, BatchCounts, BatchItem, BatchPage, BatchState, Verdict},
    ssr::{
        Ctx,
        db_error::internal,
        list::{self, List},
    },
};

/// Records shown at once.
const ITEMS: i64 = 200;

/// One's own batch with a page of its records.
///
/// # Errors
/// [`Error::NotFound`] when it is somebody else's.
pub async fn find_batch(ctx: &Ctx, actor: &Actor, lists: &[&dyn List], id: BatchId, offset: i64) -> Result<BatchPage> {
    let batch = own_batch(ctx, actor, lists, id).await?;
    let (items, next) = find_items(&ctx.db, id, offset).await?;
    Ok(BatchPage { batch, items, next })
}

pub(super) async fn own_batch(ctx: &Ctx, actor: &Actor, lists: &[&dyn List], id: BatchId) -> Result<Batch> {
    let user = actor.require_user()?;
    let row = sqlx::query!(
        r#"select list, action, input, state, created_at, finished_at,
                  count(*) filter (where refusal is null) as "applies!",
                  count(*) filter (where refusal is not null) as "refused!",
                  count(*) filter (where outcome = 'done') as "done!",
                  count(*) filter (where outcome = 'failed') as "failed!",
                  count(*) filter (where undo_outcome = 'done') as "undone!",
                  count(*) filter (where undo_outcome = 'failed') as "undo_failed!"
           from core.batches b left join core.batch_items i on i.batch_id = b.id
           where b.id = $1::text::uuid and b.owner_id = $2
           group by b.id"#,
        id.to_string(),
        user.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let undoable = action_of(lists, &row.list, &row.action).is_ok_and(|action| action.spec().undoable);
    Ok(Batch {
        id,
        list: row.list,
        undoable,
        action: row.action,
        input: serde_json::from_value(row.input)?,
        state: BatchState::parse(&row.state).ok_or_else(|| internal("a batch in no known state"))?,
        counts: BatchCounts {
            applies: row.applies,
            refused: row.refused,
            done: row.done,
            failed: row.failed,
            undone: row.undone,
            undo_failed: row.undo_failed,
        },
        created_at: row.created_at,
        finished_at: row.finished_at,
    })
}

/// The action of a batch.
///
/// # Errors
/// [`Error::NotFound`] when a later version of the program has it no more.
pub(super) fn action_of<'a>(lists: &[&'a dyn List], name: &str, action: &str) -> Result<&'a dyn BulkAction> {
    let actions = list::find(lists, name)?.actions();
    actions.iter().find(|one| one.spec().name == action).copied().ok_or(Error::NotFound)
}

/// The records from an offset on, those with an error first. The batch is one's own: see [`find_batch`].
///
/// # Errors
/// Only when the database fails.
async fn find_items(conn: impl PgExecutor<'_>, id: BatchId, offset: i64) -> Result<(Vec<BatchItem>, Option<i64>)> {
    let rows = sqlx::query!(
        r#"select item_id, label, outcome, undo_outcome,
                  coalesce(undo_failure, failure, refusal) as error, refusal is not null as "refused!"
           from core.batch_items where batch_id = $1::text::uuid
           order by coalesce(undo_failure, failure, refusal) is null, position offset $2 limit $3"#,
        id.to_string(),
        offset.clamp(0, BATCH_MAX),
        ITEMS + 1,
    )
    .fetch_all(conn)
    .await?;
    let more = rows.len() as i64 > ITEMS;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows.into_iter().take(ITEMS as usize) {
        let verdict = match (row.refused, row.outcome.as_deref(), row.undo_outcome.as_deref()) {
            (true, ..) => Verdict::Refused,
            (_, _, Some("done")) => Verdict::Undone,
            (_, _, Some(_)) => Verdict::UndoFailed,
            (_, Some("done"), _) => Verdict::Done,
            (_, Some(_), _) => Verdict::Failed,
            _ => Verdict::Applies,
        };
        let error = row.error.map(serde_json::from_value).transpose()?;
        items.push(BatchItem { id: row.item_id, label: row.label, error, verdict });
    }
    let next = more.then_some(offset + ITEMS);
    Ok((items, next))
}

/// Whose batch it is, for the job that goes on with it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn owner_of(conn: impl PgExecutor<'_>, id: BatchId) -> Result<UserId> {
    sqlx::query_scalar!(
        r#"select owner_id as "owner: UserId" from core.batches where id = $1::text::uuid"#,
        id.to_string(),
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)
}
