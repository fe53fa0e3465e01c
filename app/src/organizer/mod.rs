//! The organizer's pages.

pub mod pages;
pub mod server_fns;
