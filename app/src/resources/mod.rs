//! What partners lend: offering it, finding it, asking for it, answering, thanking.

#[cfg(feature = "ssr")]
mod charts;
pub mod components;
pub mod pages;
pub mod server_fns;
pub mod words;
