//! Server functions, by what they are about: thin translations to the engine of lists.

mod batches;
mod read_list;
mod views;

pub use batches::*;
pub use read_list::*;
pub use views::*;
