//! Decisions: held for some seconds, in which they can be taken back, then applied by a job with
//! all their effects in one transaction (docs/adr/0008). Nobody is told anything before.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Connection, PgConnection};

use super::{Item, Review, Reviewable, claims, templates};
use crate::{
    Actor, ActorKind, Code, Error, Result, UserId, Via,
    notice::Notice,
    review::{Decision, DecisionInput, Held, ItemRef, Verdict},
    ssr::{
        Ctx,
        audit::Entry,
        jobs::{self, Job},
        notify::{Audience, notify},
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
/// [`Error::NotFound`] for an item that is not the actor's to decide on; [`Error::Invalid`] as of
/// [`Verdict::read`], and on `template`; [`Error::Conflict`] with [`Code::AlreadyDecided`];
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
    let found = find_own(&mut tx, kind, actor, id).await?;
    let ready = templates::text_for(&mut tx, name, &input.decision, &input.template, found.author).await?;
    let verdict = Verdict::read(input, &ready, kind.kind().fields, found.rated)?;
    if let Some(before) = held_on(&mut tx, ctx, actor, name, id).await? {
        return same_again(before, &verdict);
    }
    check(kind, &found, id, input)?;
    let hold = if input.hold { i64::from(ctx.config.review_undo_seconds) } else { 0 };
    if hold == 0 {
        kind.lock(&mut tx, id).await?;
        check(kind, &find_own(&mut tx, kind, actor, id).await?, id, input)?;
        kind.apply(ctx, &mut tx, actor, id, &verdict).await?;
        record(&mut tx, actor, &Decided::of(name, id, &found), &verdict).await?;
        tx.commit().await?;
        return Ok(Outcome::Applied);
    }
    let applies_at = ctx.now() + TimeDelta::seconds(hold);
    let decision = insert(&mut tx, actor, &Decided::of(name, id, &found), &verdict, Some(applies_at)).await?;
    let Some(decision) = decision else {
        // Another one was a moment faster, and is there to be read now.
        let before = held_on(&mut tx, ctx, actor, name, id).await?;
        return before.map_or(Err(Error::Conflict(Code::AlreadyDecided)), |before| same_again(before, &verdict));
    };
    jobs::enqueue_at(&mut tx, &ApplyDecision { id: decision }, Some(&job_key(decision)), Some(applies_at)).await?;
    Entry::new("review.decide", kind.kind().subject, claims::subject_id(name, id))
        .new_value(serde_json::json!({ "decision": verdict.decision, "applies_at": applies_at }))
        .record(&mut tx, actor)
        .await?;
    let held = held_on(&mut tx, ctx, actor, name, id).await?.map(|(held, _)| held).ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(Outcome::Held(held))
}

/// The same decision of the same person sent twice is one.
fn same_again((held, stored): (Held, Verdict), verdict: &Verdict) -> Result<Outcome> {
    if held.mine && stored == *verdict { Ok(Outcome::Held(held)) } else { Err(Error::Conflict(Code::AlreadyDecided)) }
}

async fn find_own(conn: &mut PgConnection, kind: &dyn Reviewable, actor: &Actor, id: i64) -> Result<Item> {
    let item = kind.find(conn, actor, id).await?;
    if item.may_decide { Ok(item) } else { Err(Error::NotFound) }
}

/// Whether the decision still meets what was looked at.
fn check(kind: &dyn Reviewable, item: &Item, id: i64, input: &DecisionInput) -> Result<()> {
    if !item.waits {
        return Err(Error::Conflict(Code::AlreadyDecided));
    }
    match input.version {
        Some(version) if version != item.version => Err(Error::Stale {
            current_version: item.version,
            current: serde_json::json!({ "kind": kind.kind().name, "id": id, "title": item.title }).to_string(),
            yours: serde_json::to_string(input)?,
        }),
        _ => Ok(()),
    }
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
    let item = find_own(conn, kind, actor, id).await?;
    let input = DecisionInput { version, ..DecisionInput::default() };
    check(kind, &item, id, &input)?;
    kind.apply(ctx, conn, actor, id, verdict).await
}

/// What was decided on.
pub struct Decided<'a> {
    pub kind: &'a str,
    pub id: i64,
    pub author: UserId,
    pub title: &'a str,
    pub version: i64,
}

impl<'a> Decided<'a> {
    pub(super) fn of(kind: &'a str, id: i64, item: &'a Item) -> Self {
        Decided { kind, id, author: item.author, title: &item.title, version: item.version }
    }
}

/// Writes down a decision that took effect in this transaction.
///
/// # Errors
/// Only when the database fails.
pub async fn record(conn: &mut PgConnection, actor: &Actor, decided: &Decided<'_>, verdict: &Verdict) -> Result<()> {
    insert(conn, actor, decided, verdict, None).await?;
    Ok(())
}

/// Held until a moment, or applied. `None` when another decision is held.
async fn insert(
    conn: &mut PgConnection,
    actor: &Actor,
    decided: &Decided<'_>,
    verdict: &Verdict,
    held_until: Option<DateTime<Utc>>,
) -> Result<Option<i64>> {
    let ActorKind::User { id: reviewer, name, .. } = &actor.kind else { return Err(Error::Unauthenticated) };
    let id = sqlx::query_scalar!(
        "insert into core.review_decisions (kind, subject_id, author_id, title, version, decision, verdict, reviewer_id,
                                            reviewer_name, via, address, applies_at, state, ended_at, batch_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::inet, coalesce($12, now()),
                 case when $12::timestamptz is null then 'applied' else 'held' end,
                 case when $12::timestamptz is null then now() end,
                 (select batch_id from core.review_claims where kind = $1 and subject_id = $2 and user_id = $8))
         on conflict (kind, subject_id) where state = 'held' do nothing
         returning id",
        decided.kind,
        decided.id,
        decided.author.0,
        decided.title,
        decided.version,
        verdict.decision.as_str(),
        serde_json::to_value(verdict)?,
        reviewer.0,
        name,
        actor.via.as_str(),
        actor.address.map(|address| address.to_string()),
        held_until,
    )
    .fetch_optional(&mut *conn)
    .await?;
    claims::drop_claim(conn, decided.kind, decided.id).await?;
    Ok(id)
}

fn job_key(id: i64) -> String {
    format!("decision-{id}")
}

/// Items of a kind that a held decision keeps out of the queue.
///
/// # Errors
/// Only when the database fails.
pub async fn held_ids(conn: &mut PgConnection, kind: &str) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!("select subject_id from core.review_decisions where kind = $1 and state = 'held'", kind)
        .fetch_all(conn)
        .await?)
}

struct HeldRow {
    id: i64,
    kind: String,
    subject_id: i64,
    title: String,
    decision: String,
    verdict: serde_json::Value,
    reviewer_id: i64,
    reviewer_name: String,
    applies_at: DateTime<Utc>,
}

impl HeldRow {
    fn read(self, now: DateTime<Utc>, reader: UserId) -> Result<(Held, Verdict)> {
        let held = Held {
            id: self.id,
            kind: self.kind,
            subject_id: self.subject_id,
            title: self.title,
            decision: Decision::parse(&self.decision).unwrap_or(Decision::Approve),
            reviewer: self.reviewer_name,
            mine: self.reviewer_id == reader.0,
            applies_at: self.applies_at,
            seconds_left: (self.applies_at - now).num_seconds().max(0),
        };
        Ok((held, serde_json::from_value(self.verdict)?))
    }
}

/// The held decision on an item.
pub(super) async fn held_on(
    conn: &mut PgConnection,
    ctx: &Ctx,
    actor: &Actor,
    kind: &str,
    id: i64,
) -> Result<Option<(Held, Verdict)>> {
    let reader = actor.require_user()?;
    let row = sqlx::query_as!(
        HeldRow,
        "select id, kind, subject_id, title, decision, verdict, reviewer_id, reviewer_name, applies_at
         from core.review_decisions where kind = $1 and subject_id = $2 and state = 'held'",
        kind,
        id,
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| row.read(ctx.now(), reader)).transpose()
}

/// The person's held decisions, the last first.
pub(super) async fn held_by(conn: &mut PgConnection, ctx: &Ctx, user: UserId) -> Result<Vec<Held>> {
    let rows = sqlx::query_as!(
        HeldRow,
        "select id, kind, subject_id, title, decision, verdict, reviewer_id, reviewer_name, applies_at
         from core.review_decisions where reviewer_id = $1 and state = 'held' order by id desc limit 20",
        user.0,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.read(ctx.now(), user).map(|(held, _)| held)).collect()
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
        jobs::enqueue_at(&mut tx, &ApplyDecision { id }, Some(&job_key(id)), None).await?;
    }
    tx.commit().await?;
    Ok(())
}
