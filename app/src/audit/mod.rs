//! The action log as people read it: words of operations and values, the log's list, the history of
//! a record.

mod actor_words;
mod change_words;
pub mod components;
mod log_list;
mod operation_words;
pub mod pages;
mod record_words;
pub mod server_fns;

pub use log_list::LOG_UI;
