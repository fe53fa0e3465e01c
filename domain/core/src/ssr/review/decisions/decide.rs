//! Taking a decision: held for some seconds, or at once.

use chrono::TimeDelta;
use serde::Serialize;
use sqlx::PgConnection;

use super::hold;
use super::store::{Decided, held_on, insert, record};
use crate::{
    Actor, Code, Error, Result,
    review::{Decision, DecisionInput, Held, ItemRef, Verdict},
    ssr::{
        Ctx,
        audit::Entry,
        review::{
            Review, Reviewable, Stands, claims,
            item::{self, Item},
            templates,
        },
    },
};

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It waits and can be taken back.
    Held(Held),
    /// It took effect.
    Applied,
}

/// Decides on an item, at once or held. The same decision by the same person sent twice is one.
///
/// # Errors
/// [`Error::NotFound`] for an item that is not the actor's to decide on, [`Error::Forbidden`] with
/// [`Code::OwnItem`] for their own; [`Error::Invalid`] as of [`Verdict::read`], and on `template`; [`Error::Conflict`] with [`Code::AlreadyDecided`];
/// [`Error::Stale`].
pub async fn decide(
    review: &Review,
    ctx: &Ctx,
    actor: &Actor,
    item: &ItemRef,
    input: &DecisionInput,
) -> Result<Outcome> {
    let (kind, id) = (review.kind_of(actor, &item.kind)?, item.id);
    let name = kind.kind().name;
    let mut tx = ctx.begin().await?;
    let found = item::find_due(kind, &mut tx, actor, id).await?;
    let ready = templates::text_for(&mut tx, name, &input.decision, &input.template, found.record.author).await?;
    let verdict = Verdict::read(input, &ready, kind.kind().fields, found.record.rated)?;
    if let Some(before) = held_on(&mut tx, ctx, actor, name, id).await? {
        return same_again(before, &verdict);
    }
    check(kind, &found, id, input.version, input)?;
    let hold = if input.hold { i64::from(ctx.config.review_undo_seconds) } else { 0 };
    if hold == 0 {
        kind.lock(&mut tx, id).await?;
        let found = item::find_due(kind, &mut tx, actor, id).await?;
        check(kind, &found, id, input.version, input)?;
        kind.apply(ctx, &mut tx, actor, id, &verdict).await?;
        record(&mut tx, actor, &Decided::of(name, id, &found.record), &verdict).await?;
        tx.commit().await?;
        return Ok(Outcome::Applied);
    }
    let applies_at = ctx.now() + TimeDelta::seconds(hold);
    let decision = insert(&mut tx, actor, &Decided::of(name, id, &found.record), &verdict, Some(applies_at)).await?;
    let Some(decision) = decision else {
        // Another one was a moment faster, and is there to be read now.
        let before = held_on(&mut tx, ctx, actor, name, id).await?;
        return before.map_or(Err(Error::Conflict(Code::AlreadyDecided)), |before| same_again(before, &verdict));
    };
    hold::enqueue(&mut tx, decision, Some(applies_at)).await?;
    Entry::new("review.decide", kind.kind().subject, claims::subject_id(name, id))
        .new_value(serde_json::json!({ "decision": verdict.decision, "applies_at": applies_at }))
        .record(&mut tx, actor)
        .await?;
    let held = held_on(&mut tx, ctx, actor, name, id).await?.map(|(held, _)| held).ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(Outcome::Held(held))
}

/// The decision at once, for the paths of a context's own API, in the caller's transaction. The
/// same decision again changes nothing.
///
/// # Errors
/// As of [`decide`].
pub async fn decide_now(
    kind: &dyn Reviewable,
    ctx: &Ctx,
    conn: &mut PgConnection,
    actor: &Actor,
    id: i64,
    version: Option<i64>,
    verdict: &Verdict,
) -> Result<()> {
    kind.lock(conn, id).await?;
    let found = item::find_due(kind, conn, actor, id).await?;
    if found.record.stands == Stands::Decided(verdict.decision) {
        return Ok(());
    }
    check(kind, &found, id, version, &serde_json::json!({ "version": version }))?;
    kind.apply(ctx, conn, actor, id, verdict).await?;
    record(conn, actor, &Decided::of(kind.kind().name, id, &found.record), verdict).await
}

/// Turns a rejection over, after an appeal.
///
/// # Errors
/// [`Error::Conflict`] with [`Code::WrongState`] when it is not rejected.
pub(in crate::ssr::review) async fn overturn(
    kind: &dyn Reviewable,
    ctx: &Ctx,
    conn: &mut PgConnection,
    actor: &Actor,
    id: i64,
    verdict: &Verdict,
) -> Result<()> {
    kind.lock(conn, id).await?;
    let found = item::find(kind, conn, actor, id).await?;
    if found.record.stands != Stands::Decided(Decision::Reject) {
        return Err(Error::Conflict(Code::WrongState));
    }
    kind.apply(ctx, conn, actor, id, verdict).await?;
    record(conn, actor, &Decided::of(kind.kind().name, id, &found.record), verdict).await
}

/// The same decision of the same person sent twice is one.
fn same_again((held, stored): (Held, Verdict), verdict: &Verdict) -> Result<Outcome> {
    if held.mine && stored == *verdict { Ok(Outcome::Held(held)) } else { Err(Error::Conflict(Code::AlreadyDecided)) }
}

/// Whether the decision still meets what was looked at.
pub(super) fn check(
    kind: &dyn Reviewable,
    item: &Item,
    id: i64,
    version: Option<i64>,
    yours: &impl Serialize,
) -> Result<()> {
    if !item.waits() {
        return Err(Error::Conflict(Code::AlreadyDecided));
    }
    let record = &item.record;
    match version {
        Some(version) if version != record.version => Err(Error::Stale {
            current_version: record.version,
            current: serde_json::json!({ "kind": kind.kind().name, "id": id, "title": record.title }).to_string(),
            yours: serde_json::to_string(yours)?,
        }),
        _ => Ok(()),
    }
}
