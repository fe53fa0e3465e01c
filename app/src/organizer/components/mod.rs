//! Parts of the organizer's pages.

mod evidence_card;
mod home_waits;
mod project_actions;
mod project_form;
mod project_groups;
mod project_row;
mod review_photo;
mod stale_notice;
mod task_rows;

pub use evidence_card::EvidenceCard;
pub use home_waits::{WaitingExpenses, WaitingOffers};
pub use project_actions::ProjectActions;
pub use project_form::ProjectForm;
pub use project_row::ProjectRow;
pub use review_photo::ReviewPhoto;
pub use stale_notice::StaleNotice;
pub use task_rows::TaskRows;
