//! Parts that show what happened.

mod change_list;
mod history;
mod log_row;

pub(crate) use change_list::change_list;
pub use history::RecordHistory;
pub use log_row::LogRow;
