//! One item as an actor stands to it. Nobody decides on their own: that rule is here, for every
//! kind and every way to decide.

use sqlx::PgConnection;

use super::{Record, Reviewable, Stands};
use crate::{Actor, Code, Error, Result};

/// A record in front of an actor.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub record: Record,
    /// The actor's own: another reviewer decides.
    pub mine: bool,
    /// Whether the actor may decide on it.
    pub may_decide: bool,
}

impl Item {
    /// Whether a decision is due.
    pub fn waits(&self) -> bool {
        self.record.stands == Stands::Waiting
    }
}

/// # Errors
/// [`Error::NotFound`].
pub(super) async fn find(kind: &dyn Reviewable, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Item> {
    let record = kind.record(conn, actor, id).await?;
    let mine = actor.id() == Some(record.author);
    let may_decide = record.reach.decide && !mine;
    Ok(Item { record, mine, may_decide })
}

/// The item, when the actor may decide on it.
///
/// # Errors
/// [`Error::Forbidden`] with [`Code::OwnItem`]; [`Error::NotFound`] for what is not theirs to
/// decide on.
pub(super) async fn find_due(kind: &dyn Reviewable, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Item> {
    let item = find(kind, conn, actor, id).await?;
    match (item.may_decide, item.mine && item.record.reach.decide) {
        (true, _) => Ok(item),
        (false, true) => Err(Error::Forbidden(Code::OwnItem)),
        (false, false) => Err(Error::NotFound),
    }
}
