//! Parts that show what happened.

mod change_list;
mod history;
mod log_row;
mod record_history;

pub(crate) use change_list::change_list;
pub use history::{History, history_or_link, whole_history};
pub use log_row::LogRow;
pub use record_history::RecordHistory;
