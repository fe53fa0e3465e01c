//! What partners lend: offering it, finding it, asking for it, answering, thanking.

pub mod components;
pub mod pages;
pub mod server_fns;
pub mod words;
