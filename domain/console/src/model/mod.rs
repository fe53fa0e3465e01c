//! Types of the console; they compile to WASM.

mod health;
mod job;
mod lists;
pub mod redact;
mod storage;

pub use health::*;
pub use job::*;
pub use lists::*;
pub use storage::*;
