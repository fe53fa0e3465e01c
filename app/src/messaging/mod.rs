//! The inbox.

pub mod pages;
pub mod server_fns;
