//! Server functions, one per file: thin translations to the domain's operations.

mod documents;
mod register;
mod preferences;
mod sign_out;

pub use documents::*;
pub use preferences::*;
pub use register::*;
pub use sign_out::*;
