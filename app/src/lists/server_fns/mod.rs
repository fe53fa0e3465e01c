//! Server functions, one per file: thin translations to the engine of lists.

mod read_list;

pub use read_list::*;
