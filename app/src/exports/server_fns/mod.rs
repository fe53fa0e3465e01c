//! Server functions, one per file.

mod delete_export;
mod my_exports;

pub use delete_export::*;
pub use my_exports::*;
