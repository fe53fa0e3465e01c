//! Browsing projects, and the volunteer's own pages.

pub mod components;
pub mod pages;
pub mod server_fns;
