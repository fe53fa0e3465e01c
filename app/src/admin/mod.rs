//! The administrator's pages.

mod change_words;
pub mod components;
mod operation_words;
pub mod pages;
mod permission_words;
pub mod server_fns;
