//! The moderators' queue.

pub mod pages;
pub mod server_fns;
