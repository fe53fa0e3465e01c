//! The one review queue. A context makes its records reviewable by implementing [`Reviewable`];
//! everything else (the line, claims, held decisions and what they leave behind, ready reasons,
//! appeals, history) is here, once.

mod appeal_kind;
pub mod appeals;
pub mod claims;
pub mod decisions;
mod effects;
mod history;
mod item;
mod line;
pub mod pane;
pub mod queue;
mod reviewable;
pub mod templates;

use self::appeal_kind::Appeals;
pub use self::effects::{Effects, conclude};
pub use self::line::{Branch, LineSql, Waiting, Waits, Wanted, waits};
pub use self::reviewable::{Card, Reach, Record, Reviewable, Stands};
use crate::{Actor, Code, Error, Result};

/// `async` in traits that are used as `dyn`.
pub use async_trait::async_trait;

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
