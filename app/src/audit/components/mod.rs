//! Parts that show what happened.

mod change_list;
mod history;
mod log_row;

pub(crate) use change_list::change_list;
pub use history::{RecordHistory, whole_history};
pub use log_row::LogRow;
