//! The organizer's pages.

pub mod components;
pub mod pages;
mod project_fields;
pub mod server_fns;
