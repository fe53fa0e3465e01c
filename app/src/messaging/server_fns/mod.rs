//! Server functions, one per file: thin translations to the domain's operations.

mod inbox;

pub use inbox::*;
