//! Public reading and the volunteer's side of the web: thin translations to the operations.

mod home;
mod join_task;
mod leave_task;
mod my_reports;
mod my_tasks;
mod public;
mod resubmit_report;
mod submit_report;

pub use home::*;
pub use join_task::*;
pub use leave_task::*;
pub use my_reports::*;
pub use my_tasks::*;
pub use public::*;
pub use resubmit_report::*;
pub use submit_report::*;
