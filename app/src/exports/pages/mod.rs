//! Pages, one per file.

mod exports;

pub use exports::Exports;
