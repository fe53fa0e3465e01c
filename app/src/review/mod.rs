//! The moderators' queue.

pub mod components;
mod field_words;
pub mod pages;
pub mod queue_item;
mod reason;
pub mod server_fns;

pub(crate) use field_words::{field_label, value_words};
