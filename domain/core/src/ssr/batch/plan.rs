//! The plan: what will happen to whom, and to whom it cannot.

use std::collections::HashMap;

use sqlx::PgExecutor;

use super::{
    action::{Bulk, Planned, find_action},
    read::find_batch,
};
use crate::{
    Actor, BatchId, Error, FieldCode, Result,
    list::{ActionInput, BATCH_MAX, BatchPage, ListRequest},
    ssr::{
        Ctx,
        list::{self, List, matching_ids, visible_ids},
    },
};

/// Which records are meant.
#[derive(Clone, Debug)]
pub enum Selection {
    /// These.
    Ids(Vec<i64>),
    /// Everything the request matches now.
    Matching(ListRequest),
}

/// Makes the plan and keeps it; nothing else is done. Permissions of the list and of the action.
///
/// # Errors
/// [`Error::Invalid`] at `ids` when none or too many are selected, at the action's fields; as
/// [`find_action`].
pub async fn plan_batch(
    ctx: &Ctx,
    actor: &Actor,
    lists: &[&dyn List],
    list: &str,
    action: &str,
    selection: Selection,
    input: &ActionInput,
) -> Result<BatchPage> {
    let list = list::find(lists, list)?;
    let owner = actor.require(list.spec().permission)?;
    let action = find_action(list.actions(), actor, action)?;
    let input = action.spec().validate(input)?;
    let mut ids = match selection {
        Selection::Ids(mut ids) => {
            let mut seen = std::collections::HashSet::new();
            ids.retain(|id| seen.insert(*id));
            ids
        }
        Selection::Matching(request) => matching_ids(ctx, actor, list, &request, BATCH_MAX + 1).await?,
    };
    if ids.is_empty() {
        return Err(Error::field("ids", FieldCode::Required));
    }
    if ids.len() as i64 > BATCH_MAX {
        return Err(Error::field("ids", FieldCode::TooMany(BATCH_MAX)));
    }
    // What this actor may not know of is as absent as what is not there.
    let visible = visible_ids(ctx, actor, list, &ids).await?;
    let mut tx = ctx.begin().await?;
    let bulk = Bulk { ctx, actor, input: &input };
    let planned = action.plan(bulk, &mut tx, &visible).await?;
    let mut planned: HashMap<i64, Planned> = planned.into_iter().map(|one| (one.id, one)).collect();
    let absent = |id| Planned { id, label: format!("№ {id}"), token: String::new(), refusal: Some(Error::NotFound) };
    let items: Vec<Planned> = ids.drain(..).map(|id| planned.remove(&id).unwrap_or_else(|| absent(id))).collect();

    let batch = BatchId::random();
    sqlx::query!(
        "insert into core.batches (id, owner_id, list, action, input) values ($1::text::uuid, $2, $3, $4, $5)",
        batch.to_string(),
        owner.0,
        list.spec().name,
        action.spec().name,
        serde_json::to_value(&input)?,
    )
    .execute(&mut *tx)
    .await?;
    keep(&mut *tx, batch, &items).await?;
    tx.commit().await?;
    find_batch(ctx, actor, lists, batch, 0).await
}

async fn keep(conn: impl PgExecutor<'_>, batch: BatchId, items: &[Planned]) -> Result<()> {
    let mut refusals = Vec::with_capacity(items.len());
    for item in items {
        refusals.push(item.refusal.as_ref().map(serde_json::to_value).transpose()?);
    }
    sqlx::query!(
        "insert into core.batch_items (batch_id, position, item_id, label, token, refusal)
         select $1::text::uuid, position, item_id, label, token, refusal
         from unnest($2::bigint[], $3::text[], $4::text[], $5::jsonb[])
              with ordinality as item (item_id, label, token, refusal, position)",
        batch.to_string(),
        &items.iter().map(|item| item.id).collect::<Vec<_>>(),
        &items.iter().map(|item| item.label.clone()).collect::<Vec<_>>(),
        &items.iter().map(|item| item.token.clone()).collect::<Vec<_>>(),
        &refusals as &[Option<serde_json::Value>],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets plans that nobody went through with within a day.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(conn: impl PgExecutor<'_>) -> Result<()> {
    sqlx::query!("delete from core.batches where state = 'planned' and created_at < now() - interval '1 day'")
        .execute(conn)
        .await?;
    Ok(())
}
