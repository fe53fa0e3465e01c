//! The end of a batch: its state, and word of it to who began it.

use super::run::Step;
use crate::{
    Result, UserId,
    notice::Notice,
    ssr::{
        Ctx,
        notify::{Audience, notify},
    },
};

/// Whom to tell: who waits for the answer sees it anyway, who left it to a job is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tell {
    Nobody,
    Owner,
}

/// Ends the batch when nothing is left, also not in another run's hands. It ends once, and so its owner
/// is told once.
pub(super) async fn finish(ctx: &Ctx, id: &str, step: Step, tell: Tell) -> Result<()> {
    let mut tx = ctx.begin().await?;
    let ended = match step {
        Step::Commit => {
            sqlx::query_scalar!(
                r#"update core.batches set state = 'done', finished_at = now()
                   where id = $1::text::uuid and state = 'running' and not exists (
                       select from core.batch_items
                       where batch_id = $1::text::uuid and refusal is null and outcome is null)
                   returning owner_id as "owner: UserId""#,
                id,
            )
            .fetch_optional(&mut *tx)
            .await?
        }
        Step::Undo => {
            sqlx::query_scalar!(
                r#"update core.batches set state = 'undone', undone_at = now()
                   where id = $1::text::uuid and state = 'undoing' and not exists (
                       select from core.batch_items
                       where batch_id = $1::text::uuid and outcome = 'done' and undo_outcome is null)
                   returning owner_id as "owner: UserId""#,
                id,
            )
            .fetch_optional(&mut *tx)
            .await?
        }
    };
    if let Some(owner) = ended.filter(|_| tell == Tell::Owner) {
        let undone = step == Step::Undo;
        let row = sqlx::query!(
            r#"select b.list, b.action,
                      count(*) filter (where case when $2 then i.undo_outcome else i.outcome end = 'done') as "done!",
                      count(*) filter (where case when $2 then i.undo_outcome else i.outcome end = 'failed') as "failed!"
               from core.batches b left join core.batch_items i on i.batch_id = b.id
               where b.id = $1::text::uuid group by b.id"#,
            id,
            undone,
        )
        .fetch_one(&mut *tx)
        .await?;
        let notice = Notice::BatchFinished {
            batch_id: id.to_owned(),
            list: row.list,
            action: row.action,
            done: row.done,
            failed: row.failed,
            undone,
        };
        let key = format!("batch-{id}-{}", if undone { "undone" } else { "done" });
        notify(&mut tx, Audience::User(owner), notice, key).await?;
    }
    tx.commit().await?;
    Ok(())
}
