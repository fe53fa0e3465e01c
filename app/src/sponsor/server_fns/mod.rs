//! Server functions, one per file: thin translations to the operations.

mod follow;
mod home;
mod projects;
mod report;

pub use follow::*;
pub use home::*;
pub use projects::*;
pub use report::*;
