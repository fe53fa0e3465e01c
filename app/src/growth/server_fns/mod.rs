//! Server functions, one per file: thin translations to the domain's operations.

mod achievements;
mod update_achievement;

pub use achievements::*;
pub use update_achievement::*;
