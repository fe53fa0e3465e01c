//! Bulk actions: what they ask for, the plan that is looked at, and what came of each record.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{BatchId, Error, FieldCode, Permission, Result, named, parse, validate::Validator};

/// Most records of one batch.
pub const BATCH_MAX: i64 = 10_000;
/// Up to so many are done at once; more become a job that shows how far it is.
pub const BATCH_AT_ONCE: i64 = 200;

/// An action on several records of a list.
#[derive(Debug)]
pub struct ActionSpec {
    /// In addresses and words: `block`.
    pub name: &'static str,
    pub permission: Permission,
    pub fields: &'static [ActionField],
    /// Can be taken back.
    pub undoable: bool,
    /// `plain`, `good` or `bad`.
    pub tone: &'static str,
}

/// What is typed once for all records.
#[derive(Debug)]
pub struct ActionField {
    pub name: &'static str,
    pub kind: ActionFieldKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionFieldKind {
    /// A few lines, required.
    Text { max: usize },
    /// A day, required.
    Day,
    /// One of what the action looks up, required.
    Lookup,
}

/// What was typed, by field.
pub type ActionInput = BTreeMap<String, String>;

impl ActionSpec {
    /// The input with every field in its usual form, and nothing else.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the fields.
    pub fn validate(&self, input: &ActionInput) -> Result<ActionInput> {
        let mut check = Validator::new();
        let mut clean = ActionInput::new();
        for field in self.fields {
            let typed = input.get(field.name).map(String::as_str).unwrap_or_default();
            let value = match field.kind {
                ActionFieldKind::Text { max } => check.text(field.name, typed, 1, max),
                ActionFieldKind::Lookup => check.line(field.name, typed, 1, 200),
                ActionFieldKind::Day if typed.trim().is_empty() => {
                    check.add(field.name, FieldCode::Required);
                    String::new()
                }
                ActionFieldKind::Day => match parse::date(typed) {
                    Some(day) => day.to_string(),
                    None => {
                        check.add(field.name, FieldCode::Date);
                        String::new()
                    }
                },
            };
            clean.insert(field.name.to_owned(), value);
        }
        check.finish()?;
        Ok(clean)
    }
}

named! {
    /// How far a batch is.
    BatchState {
        /// Shown, nothing done yet.
        Planned = "planned",
        Running = "running",
        Done = "done",
        Undoing = "undoing",
        Undone = "undone",
    }
}

/// A batch with its numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    pub id: BatchId,
    pub list: String,
    pub action: String,
    pub input: ActionInput,
    pub state: BatchState,
    pub undoable: bool,
    pub counts: BatchCounts,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

/// Records of a batch by what is, or came, of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BatchCounts {
    /// It applies to these.
    pub applies: i64,
    /// It cannot apply to these.
    pub refused: i64,
    pub done: i64,
    /// Changed meanwhile, or refused when it came to them.
    pub failed: i64,
    pub undone: i64,
    pub undo_failed: i64,
}

/// A record of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchItem {
    pub id: i64,
    /// How the record was called when the plan was made.
    pub label: String,
    /// Why the action cannot apply, or why it or its undo failed.
    pub error: Option<Error>,
    pub verdict: Verdict,
}

/// What is, or came, of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It will be done.
    Applies,
    /// It cannot.
    Refused,
    Done,
    Failed,
    Undone,
    UndoFailed,
}

/// A batch with some of its records, those with an error first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchPage {
    pub batch: Batch,
    pub items: Vec<BatchItem>,
    /// The offset to go on from.
    pub next: Option<i64>,
}
