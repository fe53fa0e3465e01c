//! The volunteer passport: one's own, and the page that proves it.

pub mod components;
pub mod pages;
pub mod server_fns;
#[cfg(feature = "ssr")]
pub mod sheet;
pub mod words;
