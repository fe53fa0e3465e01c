//! The organizer's pages.

pub mod components;
pub mod pages;
pub mod server_fns;
