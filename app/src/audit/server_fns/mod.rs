//! Server functions, one per file.

mod record_history;

pub use record_history::*;
