//! Exports: asking for one, one's own, and the turns of the job that makes it. What is in the
//! files is the lists' business; the files are written in `server/src/exports`.

mod make;
mod own;
mod rows;
pub mod schedules;

pub use make::{RunExport, Turn, expire, fail, finish, give_back, progress, take_turn};
pub use own::{NewExport, delete_export, find_export, list_exports, log_download, log_export, request_export};
pub use rows::{Stored, find_stored};
