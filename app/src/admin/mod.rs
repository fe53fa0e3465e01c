//! The administrator's pages.

pub mod components;
pub mod pages;
mod permission_words;
pub mod server_fns;
