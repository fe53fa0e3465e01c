//! The inbox, what a person wants to be told, and what became of each delivery.

pub mod components;
pub(crate) mod kind_words;
pub mod live;
pub mod pages;
pub mod server_fns;
