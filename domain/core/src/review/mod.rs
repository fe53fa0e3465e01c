//! Return for correction at field level: one pattern for accounts, projects, reports and
//! requests. The reviewer marks fields and says why; only these reopen; on resubmission the
//! reviewer sees what changed.

mod kind;
mod queue;
mod template;

use serde::{Deserialize, Serialize};

use crate::named;

pub use kind::{DecisionInput, FieldMark, ReviewKind, Verdict, marks};
pub use queue::{
    Appeal, AppealInput, AppealState, Batch, Claim, Held, ItemFact, ItemRef, KindWaits, Pane, PastDecision,
    QueueFilter, QueueItem, ReviewQueue, TAKEN_MAX, Taken, Track, check_take,
};
pub use template::{ReasonTemplate, ReasonTemplateInput, TEMPLATE_MAX};

/// A reviewer's return: what to correct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Return {
    /// The overall word to the author, may be empty.
    pub message: String,
    pub fields: Vec<ReturnedField>,
}

/// One field that reopens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReturnedField {
    /// Name as in the form and the API; `tasks` stands for the whole list.
    pub field: String,
    pub comment: String,
}

impl Return {
    pub fn opens(&self, field: &str) -> bool {
        let head = field.split('.').next().unwrap_or(field);
        self.fields.iter().any(|f| f.field == head || f.field == field)
    }
}

/// A value before and after resubmission, for the reviewer's eye.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChangedField {
    pub field: String,
    pub before: String,
    pub after: String,
}

named! {
    /// A decision on an item of a review queue.
    Decision { Approve = "approve", Return = "return", Reject = "reject" }
}
