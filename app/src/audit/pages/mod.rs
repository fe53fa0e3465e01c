//! Pages, one per file.

mod log;
mod record_history;

pub use log::Log;
pub use record_history::RecordHistoryPage;
