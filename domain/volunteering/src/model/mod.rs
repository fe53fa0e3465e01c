//! Types shared with the browser and the API, and the pure rules on them.

mod assignment;
mod evidence;
mod impact;
mod lists;
mod participant;
mod project;
mod project_filter;
mod project_form;
mod project_report;
mod project_validation;
mod qr;
mod record_history;
mod report;
mod review;
mod status;
mod task;
mod volunteer_type;
mod work_lists;

pub use assignment::*;
pub use evidence::*;
pub use impact::*;
pub use lists::*;
pub use participant::*;
pub use project::*;
pub use project_filter::ValidFilter;
pub use project_form::{FIRST_ROWS, problems_of_form, read_rows};
pub use project_report::*;
pub use project_validation::ProjectRules;
pub use qr::QrToken;
pub use record_history::RecordHistory;
pub use report::*;
pub use review::*;
pub use status::*;
pub use task::*;
pub use volunteer_type::*;
pub use work_lists::*;
