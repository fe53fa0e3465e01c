//! The volunteer's side of the web: thin translations to the operations.

mod home;
mod leave_task;
mod my_reports;
mod my_tasks;
mod resubmit_report;
mod submit_report;

pub use home::*;
pub use leave_task::*;
pub use my_reports::*;
pub use my_tasks::*;
pub use resubmit_report::*;
pub use submit_report::*;
