//! Browsing projects, and the volunteer's own pages.

pub mod pages;
pub mod server_fns;
