//! The console: what an administrator steers and watches.

pub mod components;
pub mod pages;
pub mod server_fns;
pub(crate) mod words;

pub use words::task_is_named;
