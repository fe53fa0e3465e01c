//! Parts of the reviewers' pages.

mod appeal_box;
mod changes;
mod decision;
mod documents;
mod keys;
mod lock;
mod past;
mod project_preview;
mod queue_body;
mod queue_row;
mod report_evidence;
mod return_fields;
mod side;
mod undo_bar;

pub use appeal_box::{AppealBox, appeal_sent};
pub use changes::{Changed, Changes};
pub use decision::{DecisionForms, DecisionWords};
pub use documents::Documents;
pub use keys::ReviewKeys;
pub use lock::Lock;
pub use past::{PastDecisions, past_rows};
pub use project_preview::ProjectPreview;
pub use queue_body::QueueBody;
pub use queue_row::QueueRow;
pub(crate) use queue_row::kind_name;
pub use report_evidence::ReportEvidence;
pub(in crate::review) use report_evidence::about_report;
pub use return_fields::ReturnFields;
pub use side::{ReviewSide, next_link, pane_count};
pub use undo_bar::UndoBar;
