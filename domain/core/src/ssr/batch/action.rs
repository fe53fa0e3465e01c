//! How a context declares an action on several records of a list.

use async_trait::async_trait;
use serde_json::Value;
use sqlx::PgConnection;

use crate::{
    Actor, Code, Error, Result,
    list::{ActionInput, ActionSpec, Choice},
    ssr::Ctx,
};

/// An action by declaration. What it does to one record is done by the same code that does it alone.
#[async_trait]
pub trait BulkAction: Send + Sync {
    fn spec(&self) -> &'static ActionSpec;

    /// The values of a field of kind `Lookup`.
    ///
    /// # Errors
    /// Only when the database fails.
    async fn choices(&self, _ctx: &Ctx, _actor: &Actor, _field: &str) -> Result<Vec<Choice>> {
        Ok(Vec::new())
    }

    /// What would happen to these records, with as few statements as possible. A record that is not
    /// returned is not there.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the input fits none of them.
    async fn plan(&self, bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>>;

    /// Does it to one record, under its lock, after [`Item::expect`]; writes the audit entry. Returns
    /// what [`BulkAction::undo`] needs.
    ///
    /// # Errors
    /// Any expected one: it is reported beside the record, and nothing of it is done.
    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value>;

    /// Takes it back from one record, if that is still as `apply` left it.
    ///
    /// # Errors
    /// [`Code::ChangedMeanwhile`] when it is not.
    async fn undo(&self, _bulk: Bulk<'_>, _conn: &mut PgConnection, _id: i64, _undo: &Value) -> Result<()> {
        Err(Error::Conflict(Code::WrongState))
    }
}

/// What an action is given beside the record.
#[derive(Clone, Copy)]
pub struct Bulk<'a> {
    pub ctx: &'a Ctx,
    /// In the batch: audit entries carry its id.
    pub actor: &'a Actor,
    pub input: &'a ActionInput,
}

impl Bulk<'_> {
    /// A field of the input, as validated.
    pub fn text(&self, field: &str) -> &str {
        self.input.get(field).map(String::as_str).unwrap_or_default()
    }
}

/// A record in a plan.
#[derive(Clone, Debug)]
pub struct Planned {
    pub id: i64,
    /// How people call it.
    pub label: String,
    /// What of the record the plan relies on, as text: another value later means that it changed.
    pub token: String,
    /// Why the action cannot apply to it.
    pub refusal: Option<Error>,
}

/// A record whose turn has come.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: i64,
    pub(super) token: String,
}

impl Item {
    /// Refuses when the record is not what the plan showed.
    ///
    /// # Errors
    /// [`Code::ChangedMeanwhile`].
    pub fn expect(&self, token: &str) -> Result<()> {
        if self.token == token { Ok(()) } else { Err(Error::Conflict(Code::ChangedMeanwhile)) }
    }
}

/// The action of that name, if this actor may do it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; [`Error::Forbidden`].
pub fn find_action<'a>(actions: &[&'a dyn BulkAction], actor: &Actor, name: &str) -> Result<&'a dyn BulkAction> {
    let action = actions.iter().find(|action| action.spec().name == name).copied().ok_or(Error::NotFound)?;
    actor.require(action.spec().permission)?;
    Ok(action)
}
