//! Server functions, one per file: thin translations to the domain's operations.

mod home_board;
mod statistics;

pub use home_board::*;
pub use statistics::*;
