//! Achievements as administrators write them.

pub mod pages;
pub mod server_fns;
