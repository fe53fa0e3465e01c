//! The one review queue. A context makes its records reviewable by implementing [`Reviewable`];
//! everything else (claims, held decisions, ready reasons, appeals, history) is here, once.

pub mod appeals;
pub mod claims;
pub mod decisions;
mod history;
pub mod pane;
pub mod queue;
pub mod templates;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use self::appeals::Appeals;
use super::Ctx;
use crate::{
    Actor, Code, Error, Result, UserId,
    review::{ChangedField, ItemFact, ReviewKind, Verdict},
};

/// What a context provides for a kind of reviewable record.
#[async_trait]
pub trait Reviewable: Send + Sync {
    fn kind(&self) -> &'static ReviewKind;

    /// What waits for this actor, the longest waiting first; nothing, when they may not decide.
    async fn waiting(&self, conn: &mut PgConnection, actor: &Actor, wanted: &Wanted<'_>) -> Result<Vec<Waiting>>;

    /// The same in numbers.
    async fn waits(&self, conn: &mut PgConnection, actor: &Actor, except: &[i64]) -> Result<Waits>;

    /// Cards of a list, in the order of the ids. Access was checked by whoever chose them.
    async fn cards(&self, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Card>>;

    /// One item as far as decisions go, with what the actor may do with it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn find(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Item>;

    /// Locks the record until the transaction ends, so that nothing changes under a decision.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()>;

    /// What changed since the last return.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn changes(&self, conn: &mut PgConnection, id: i64) -> Result<Vec<ChangedField>>;

    /// The decision with all its effects, in the caller's transaction, which holds the lock and
    /// has seen that the record waits and that the actor may decide.
    ///
    /// # Errors
    /// What stands against it in the record's context.
    async fn apply(&self, ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, id: i64, verdict: &Verdict) -> Result<()>;

    /// Turns a rejection into an approval, after an appeal; as [`Reviewable::apply`].
    ///
    /// # Errors
    /// [`Error::Conflict`] with [`Code::WrongState`] when it is not rejected.
    async fn overturn(
        &self,
        ctx: &Ctx,
        conn: &mut PgConnection,
        actor: &Actor,
        id: i64,
        verdict: &Verdict,
    ) -> Result<()>;

    /// Whether the actor sees this kind in the queue at all.
    fn may_review(&self, actor: &Actor) -> bool {
        let kind = self.kind();
        actor.require(kind.permission).is_ok() || kind.stand_in.is_some_and(|p| actor.require(p).is_ok())
    }
}

/// Which waiting items are wanted.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// Those after this moment and id.
    pub after: (DateTime<Utc>, i64),
    /// Only these, when given.
    pub only: Option<&'a [i64]>,
    /// Not these.
    pub except: &'a [i64],
    pub limit: i64,
}

/// An item's place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    pub since: DateTime<Utc>,
    pub id: i64,
}

/// How much waits, and how long.
#[derive(Clone, Copy, Debug, Default)]
pub struct Waits {
    pub count: i64,
    pub oldest_at: Option<DateTime<Utc>>,
    pub median_seconds: Option<i64>,
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

/// An item as far as decisions go.
#[derive(Clone, Debug)]
pub struct Item {
    pub version: i64,
    pub title: String,
    pub author: UserId,
    /// Whether a decision is due.
    pub waits: bool,
    pub rejected: bool,
    pub since: DateTime<Utc>,
    /// Who took the last decision, where that is known.
    pub decided_by: Option<UserId>,
    /// Whether the actor may decide on it.
    pub may_decide: bool,
    /// Whether the actor may answer an appeal about it, unless they decided themselves.
    pub may_judge: bool,
    /// Whether an approval needs a rating.
    pub rated: bool,
}

/// All kinds of one installation. Made once, where the contexts meet.
pub struct Review {
    kinds: &'static [&'static dyn Reviewable],
    appeals: Appeals,
}

impl Review {
    pub const fn new(kinds: &'static [&'static dyn Reviewable]) -> Self {
        Review { kinds, appeals: Appeals(kinds) }
    }

    /// # Errors
    /// [`Error::NotFound`] for a kind nobody declared.
    pub fn kind(&self, name: &str) -> Result<&dyn Reviewable> {
        self.all().find(|kind| kind.kind().name == name).ok_or(Error::NotFound)
    }

    /// Every kind, appeals last.
    pub fn all(&self) -> impl Iterator<Item = &dyn Reviewable> {
        self.kinds.iter().copied().chain([&self.appeals as &dyn Reviewable])
    }

    /// The kinds this actor may decide on.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`], or [`Error::Forbidden`] for who may decide on nothing.
    pub fn of(&self, actor: &Actor) -> Result<Vec<&dyn Reviewable>> {
        let kinds: Vec<_> = self.all().filter(|kind| kind.may_review(actor)).collect();
        match (kinds.first(), self.kinds.first()) {
            (Some(_), _) => Ok(kinds),
            // Says why: nobody signed in, account waiting, or simply not allowed.
            (None, Some(first)) => Err(actor.require(first.kind().permission).err().unwrap_or(Error::NotFound)),
            (None, None) => Err(Error::Forbidden(Code::NotAllowed)),
        }
    }

    /// The kind, when this actor may decide on it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Unauthenticated`]; [`Error::Forbidden`].
    pub fn kind_of(&self, actor: &Actor, name: &str) -> Result<&dyn Reviewable> {
        let kind = self.kind(name);
        self.of(actor)?;
        let kind = kind?;
        if kind.may_review(actor) { Ok(kind) } else { Err(Error::NotFound) }
    }
}
