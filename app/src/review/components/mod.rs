//! Parts of the moderators' pages.

mod account_decision;
mod changes;
mod decision_keys;
mod documents;
mod project_decision;
mod project_preview;
mod queue_row;
mod return_fields;

pub use account_decision::AccountDecision;
pub use changes::{Changed, Changes};
pub use decision_keys::DecisionKeys;
pub use documents::Documents;
pub use project_decision::ProjectDecision;
pub use project_preview::ProjectPreview;
pub use queue_row::QueueRow;
pub use return_fields::ReturnFields;
