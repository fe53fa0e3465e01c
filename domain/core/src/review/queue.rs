//! What a queue and a review pane show, the same for every kind.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{ChangedField, Decision, ReasonTemplate, ReturnedField};
use crate::{
    FieldCode, FieldError, Locale, Result, UserId,
    form::{FormInput, problems},
    named,
    validate::Validator,
};

/// Where an item is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ItemRef {
    /// Name of the kind: `account`, `project`, `report`, `appeal`.
    pub kind: String,
    pub id: i64,
}

/// Which items are wanted, as in the URL.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct QueueFilter {
    /// Name of a kind; empty for all.
    pub kind: String,
    /// `1` for what one has taken oneself.
    pub mine: String,
}

/// One item of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct QueueItem {
    pub kind: String,
    pub id: i64,
    pub title: String,
    /// Whose it is.
    pub author: String,
    /// A few more facts, language-free, the most telling first.
    pub facts: Vec<ItemFact>,
    /// A small picture.
    pub photo_url: Option<String>,
    /// ThumbHash of the picture, base64.
    pub photo_hash: Option<String>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Who looks at it now.
    pub claim: Option<Claim>,
}

/// A value with the name of its field: `city`, `Almaty`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ItemFact {
    pub field: String,
    pub value: String,
}

impl ItemFact {
    pub fn new(field: &str, value: impl ToString) -> Self {
        ItemFact { field: field.to_owned(), value: value.to_string() }
    }
}

/// Somebody looks at an item. Others may take over, knowingly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Claim {
    pub user_id: UserId,
    pub name: String,
    pub since: DateTime<Utc>,
    /// It ends by itself then, unless renewed.
    pub expires_at: DateTime<Utc>,
    /// Whether it is the caller's.
    pub mine: bool,
}

/// How much of a kind waits, and how long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct KindWaits {
    pub kind: String,
    pub count: i64,
    pub oldest_at: Option<DateTime<Utc>>,
    /// Half of them wait longer than this many seconds.
    pub median_seconds: Option<i64>,
}

/// How far one is with what one took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Batch {
    pub done: i64,
    pub total: i64,
}

/// A page of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReviewQueue {
    pub items: Vec<QueueItem>,
    pub next: Option<String>,
    /// The kinds the caller may decide on.
    pub kinds: Vec<KindWaits>,
    pub batch: Option<Batch>,
    /// The caller's decisions that can still be taken back.
    pub held: Vec<Held>,
}

/// What was taken by "give me 20".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Taken {
    /// The new ones, oldest first.
    pub items: Vec<ItemRef>,
    pub batch: Option<Batch>,
}

/// A decision that has no effect yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Held {
    pub id: i64,
    pub kind: String,
    pub subject_id: i64,
    pub title: String,
    pub decision: Decision,
    pub reviewer: String,
    /// Whether the caller took it and can take it back.
    pub mine: bool,
    pub applies_at: DateTime<Utc>,
    /// Seconds until then, as the server counts; never below zero.
    pub seconds_left: i64,
}

/// A decision that took effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PastDecision {
    pub decision: Decision,
    pub words: String,
    pub fields: Vec<ReturnedField>,
    pub rating: Option<i16>,
    pub reviewer: String,
    pub at: DateTime<Utc>,
}

/// How decisions on a person's items of this kind went so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Track {
    pub approved: i64,
    pub returned: i64,
    pub rejected: i64,
}

named! {
    /// Where an appeal stands.
    AppealState {
        Open = "open",
        /// The rejection stands.
        Upheld = "upheld",
        /// The rejection was wrong.
        Overturned = "overturned",
        /// The author asked anew instead.
        Withdrawn = "withdrawn",
    }
}

/// An author's word against a rejection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Appeal {
    pub id: i64,
    pub kind: String,
    pub subject_id: i64,
    pub title: String,
    pub text: String,
    pub state: AppealState,
    /// What the other reviewer answered.
    pub answer: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// `POST /api/appeals`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AppealInput {
    /// `account`, `project` or `report`.
    pub kind: String,
    pub id: i64,
    pub text: String,
}

/// Longest appeal, in characters.
const APPEAL_MAX: usize = 2000;

impl AppealInput {
    /// The words, trimmed.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] on `text`.
    pub fn validate(&self) -> Result<String> {
        let mut v = Validator::new();
        let text = v.text("text", &self.text, 1, APPEAL_MAX);
        v.finish()?;
        Ok(text)
    }
}

impl FormInput for AppealInput {
    const NAME: &'static str = "appeal";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// Most that one person can have taken at a time, so that others get some.
pub const TAKEN_MAX: i64 = 50;

/// How many are wanted of "give me 20".
///
/// # Errors
/// [`crate::Error::Invalid`] on `count`: 1 to [`TAKEN_MAX`].
pub fn check_take(count: i64) -> Result<i64> {
    let mut v = Validator::new();
    v.check(count >= 1, "count", FieldCode::TooSmall(1));
    v.check(count <= TAKEN_MAX, "count", FieldCode::TooBig(TAKEN_MAX));
    v.finish()?;
    Ok(count)
}

/// An item in front of its reviewer: everything that is the same for every kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Pane {
    pub item: QueueItem,
    pub version: i64,
    /// Whether it waits for a decision now.
    pub waits: bool,
    /// Whether the caller may take it.
    pub may_decide: bool,
    /// Whether it is the caller's own: another reviewer decides.
    pub mine: bool,
    /// What can be returned.
    pub fields: Vec<String>,
    /// Whether an approval needs a rating.
    pub rated: bool,
    /// A decision that has no effect yet, the caller's or another's.
    pub held: Option<Held>,
    /// The caller's decisions that can still be taken back, the last first.
    pub undoable: Vec<Held>,
    /// Decisions before, the last first.
    pub history: Vec<PastDecision>,
    pub track: Track,
    pub appeal: Option<Appeal>,
    /// What changed since the last return.
    pub changes: Vec<ChangedField>,
    pub templates: Vec<ReasonTemplate>,
    /// The language ready reasons are told in.
    pub author_locale: Locale,
    pub next: Option<ItemRef>,
    pub batch: Option<Batch>,
    /// How many of this kind wait for the caller.
    pub waiting: i64,
}
