//! What a context declares of a kind of reviewable record: where its items stand in line, how one
//! stands, and the effects of a decision. Everything else is the queue's.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::line::{Branch, LineSql};
use crate::{
    Actor, Result, UserId,
    review::{ChangedField, Decision, ItemFact, ReviewKind, Verdict},
    ssr::Ctx,
};

/// What a context provides for a kind of reviewable record.
#[async_trait]
pub trait Reviewable: Send + Sync {
    fn kind(&self) -> &'static ReviewKind;

    /// Where what waits stands.
    fn line(&self) -> &'static LineSql;

    /// Which part of the line this actor decides on: any of these branches; none for who may
    /// decide on nothing. One's own items are left out by the queue.
    fn reach(&self, actor: &Actor) -> Vec<Branch> {
        if self.may_review(actor) { vec![Branch::all()] } else { Vec::new() }
    }

    /// Cards of a list, in the order of the ids. Access was checked by whoever chose them.
    async fn cards(&self, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Card>>;

    /// One record as far as decisions go, with what the actor's permissions reach. That nobody
    /// decides on their own is not asked here.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    async fn record(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Record>;

    /// Locks the record until the transaction ends, so that nothing changes under a decision.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()>;

    /// What changed since the last return.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    async fn changes(&self, _conn: &mut PgConnection, _id: i64) -> Result<Vec<ChangedField>> {
        Ok(Vec::new())
    }

    /// The decision with all its effects, in the caller's transaction, which holds the lock and
    /// has seen that the record waits (or, after an appeal, is rejected) and that the actor may
    /// decide.
    ///
    /// # Errors
    /// What stands against it in the record's context.
    async fn apply(&self, ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, id: i64, verdict: &Verdict) -> Result<()>;

    /// Whether the actor sees this kind in the queue at all.
    fn may_review(&self, actor: &Actor) -> bool {
        let kind = self.kind();
        actor.require(kind.permission).is_ok() || kind.stand_in.is_some_and(|p| actor.require(p).is_ok())
    }
}

/// An item in a list.
#[derive(Clone, Debug)]
pub struct Card {
    pub id: i64,
    pub title: String,
    pub author: String,
    pub facts: Vec<ItemFact>,
    pub photo_url: Option<String>,
    pub photo_hash: Option<String>,
    pub since: DateTime<Utc>,
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A decision is due.
    Waiting,
    /// This decision holds.
    Decided(Decision),
    /// Neither: a draft, put away, blocked.
    Aside,
}

/// What an actor's permissions let them do with a record, were it not their own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reach {
    /// Decide on it.
    pub decide: bool,
    /// Answer an appeal about it, unless they decided themselves.
    pub judge: bool,
}

impl Reach {
    /// Both or neither.
    pub fn both(may: bool) -> Self {
        Reach { decide: may, judge: may }
    }
}

/// A record as far as decisions go.
#[derive(Clone, Debug)]
pub struct Record {
    pub version: i64,
    pub title: String,
    /// Whose it is.
    pub author: UserId,
    pub stands: Stands,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Who took the last decision, where that is known.
    pub decided_by: Option<UserId>,
    pub reach: Reach,
    /// Whether an approval needs a rating.
    pub rated: bool,
}
