//! The sponsor's side: projects that need money, what became of one's own, the home page.

#[cfg(feature = "ssr")]
mod charts;
pub mod components;
pub mod pages;
pub mod server_fns;
#[cfg(feature = "ssr")]
pub mod sum_words;
pub mod words;
