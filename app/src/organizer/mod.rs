//! The organizer's pages.

pub mod components;
pub mod evidence_words;
pub mod pages;
pub mod server_fns;
