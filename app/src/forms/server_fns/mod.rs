//! Server functions of the form mechanism itself.

mod discard_draft;
mod discard_upload;
mod find_draft;
mod keep_draft;
mod save_draft;
mod stage_upload;

pub use discard_draft::*;
pub use discard_upload::*;
pub use find_draft::*;
pub use keep_draft::*;
pub use save_draft::*;
pub use stage_upload::*;
