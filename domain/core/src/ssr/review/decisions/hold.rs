//! What can be done with a held decision: it is taken back, or applied by its job when its time has
//! come. Nobody is told anything before.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Connection, PgConnection};

use super::decide::check;
use crate::{
    Actor, Code, Error, Result, UserId, Via,
    notice::Notice,
    review::{ItemRef, Verdict},
    ssr::{
        Ctx,
        audit::Entry,
        jobs::{self, Job},
        notify::{Audience, notify},
        review::{Review, claims, item},
    },
};

/// The job `apply_decision`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ApplyDecision {
    pub id: i64,
}

impl Job for ApplyDecision {
    const TASK: &'static str = "apply_decision";
}

/// Takes a held decision back; the item is in the queue again, claimed by the actor. Twice is once.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's decision; [`Error::Conflict`] with
/// [`Code::UndoTooLate`] when it took effect or could not.
pub async fn undo(ctx: &Ctx, actor: &Actor, id: i64) -> Result<ItemRef> {
    let user = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    let row = sqlx::query!(
        "select kind, subject_id, state, batch_id from core.review_decisions where id = $1 and reviewer_id = $2 for update",
        id,
        user.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::NotFound)?;
    let item = ItemRef { kind: row.kind, id: row.subject_id };
    match row.state.as_str() {
        "held" => {}
        "undone" => return Ok(item),
        _ => return Err(Error::Conflict(Code::UndoTooLate)),
    }
    sqlx::query!("update core.review_decisions set state = 'undone', ended_at = now() where id = $1", id)
        .execute(&mut *tx)
        .await?;
    claims::look(&mut tx, actor, &item.kind, item.id, claims::TakeOver::No).await?;
    sqlx::query!(
        "update core.review_claims set batch_id = $4 where kind = $1 and subject_id = $2 and user_id = $3",
        item.kind,
        item.id,
        user.0,
        row.batch_id,
    )
    .execute(&mut *tx)
    .await?;
    Entry::new("review.undo", "review", id)
        .old(serde_json::json!({ "kind": item.kind, "id": item.id }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(item)
}

/// Who took a held decision, by which door and from where: they act again when it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    pub id: UserId,
    pub via: Via,
    pub address: Option<std::net::IpAddr>,
}

/// Who took a decision that is still held; `None` when there is nothing left to do.
///
/// # Errors
/// Only when the database fails.
pub async fn find_reviewer(ctx: &Ctx, id: i64) -> Result<Option<Reviewer>> {
    let row = sqlx::query!(
        r#"select reviewer_id as "reviewer: UserId", via, host(address) as address
           from core.review_decisions where id = $1 and state = 'held'"#,
        id,
    )
    .fetch_optional(&ctx.db)
    .await?;
    Ok(row.map(|row| Reviewer {
        id: row.reviewer,
        via: if row.via == Via::Api.as_str() { Via::Api } else { Via::Web },
        address: row.address.and_then(|address| address.parse().ok()),
    }))
}

/// Applies a held decision as the reviewer stands now (`None`: the account is blocked or gone).
/// When it cannot be applied any more, nothing happens and the reviewer is told. Run by the job;
/// a second run finds nothing to do.
///
/// # Errors
/// Only what may pass: try again later.
pub async fn apply(review: &Review, ctx: &Ctx, reviewer: Option<&Actor>, id: i64) -> Result<()> {
    let mut tx = ctx.begin().await?;
    let row = sqlx::query!(
        r#"select kind, subject_id, title, version, verdict, reviewer_id as "reviewer: UserId"
           from core.review_decisions where id = $1 and state = 'held' for update"#,
        id,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(()) };
    let verdict: Verdict = serde_json::from_value(row.verdict)?;
    let version = (row.version > 0).then_some(row.version);
    let mut attempt = tx.begin().await?;
    let result = match reviewer {
        Some(actor) => attempt_in(review, ctx, &mut attempt, actor, &row.kind, row.subject_id, version, &verdict).await,
        None => Err(Error::Forbidden(Code::NotAllowed)),
    };
    match result {
        Ok(()) => {
            attempt.commit().await?;
            sqlx::query!("update core.review_decisions set state = 'applied', ended_at = now() where id = $1", id)
                .execute(&mut *tx)
                .await?;
        }
        // Ours, and it may pass: the job tries again, the decision stays held.
        Err(error @ (Error::Internal { .. } | Error::Unavailable)) => return Err(error),
        Err(error) => {
            attempt.rollback().await?;
            sqlx::query!(
                "update core.review_decisions set state = 'failed', ended_at = now(), failure = $2 where id = $1",
                id,
                error.code(),
            )
            .execute(&mut *tx)
            .await?;
            let notice = Notice::DecisionNotApplied {
                item_kind: row.kind.clone(),
                item_id: row.subject_id,
                title: row.title,
                decision: verdict.decision,
            };
            notify(&mut tx, Audience::User(row.reviewer), notice, format!("decision-not-applied-{id}")).await?;
        }
    }
    claims::drop_claim(&mut tx, &row.kind, row.subject_id).await?;
    tx.commit().await?;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one call, all of one row")]
async fn attempt_in(
    review: &Review,
    ctx: &Ctx,
    conn: &mut PgConnection,
    actor: &Actor,
    kind: &str,
    id: i64,
    version: Option<i64>,
    verdict: &Verdict,
) -> Result<()> {
    let kind = review.kind_of(actor, kind)?;
    kind.lock(conn, id).await?;
    let item = item::find_due(kind, conn, actor, id).await?;
    check(kind, &item, id, version, &version)?;
    kind.apply(ctx, conn, actor, id, verdict).await
}

/// Has the decision applied at a moment, or now.
pub(super) async fn enqueue(conn: &mut PgConnection, id: i64, at: Option<DateTime<Utc>>) -> Result<()> {
    jobs::enqueue_at(conn, &ApplyDecision { id }, Some(&format!("decision-{id}")), at).await
}

/// Puts the jobs of decisions that wait much too long into the queue again, should they have
/// got lost or given up there.
///
/// # Errors
/// Only when the database fails.
pub async fn pick_up_forgotten(ctx: &Ctx) -> Result<()> {
    let mut tx = ctx.begin().await?;
    let ids = sqlx::query_scalar!(
        "select id from core.review_decisions where state = 'held' and applies_at < now() - interval '10 minutes'",
    )
    .fetch_all(&mut *tx)
    .await?;
    for id in ids {
        enqueue(&mut tx, id, None).await?;
    }
    tx.commit().await?;
    Ok(())
}
