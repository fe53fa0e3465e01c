//! Decisions as they are stored: written down, and the held ones read.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    Actor, ActorKind, Error, Result, UserId,
    review::{Decision, Held, Verdict},
    ssr::{
        Ctx,
        review::{Record, claims},
    },
};

/// What was decided on.
pub(super) struct Decided<'a> {
    pub kind: &'a str,
    pub id: i64,
    pub author: UserId,
    pub title: &'a str,
    pub version: i64,
}

impl<'a> Decided<'a> {
    pub fn of(kind: &'a str, id: i64, record: &'a Record) -> Self {
        Decided { kind, id, author: record.author, title: &record.title, version: record.version }
    }
}

/// Writes down a decision that took effect in this transaction.
pub(super) async fn record(
    conn: &mut PgConnection,
    actor: &Actor,
    decided: &Decided<'_>,
    verdict: &Verdict,
) -> Result<()> {
    insert(conn, actor, decided, verdict, None).await?;
    Ok(())
}

/// Held until a moment, or applied. `None` when another decision is held.
pub(super) async fn insert(
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
pub(in crate::ssr::review) async fn held_on(
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
pub(in crate::ssr::review) async fn held_by(conn: &mut PgConnection, ctx: &Ctx, user: UserId) -> Result<Vec<Held>> {
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
