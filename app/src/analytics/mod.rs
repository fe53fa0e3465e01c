//! Figures in words: dashboards and statistics. The domain counts (`birqadam-analytics`), here it
//! gets its words and its place.

#[cfg(feature = "ssr")]
pub mod ask;
pub mod board;
pub mod components;
#[cfg(feature = "ssr")]
pub mod convert;
#[cfg(feature = "ssr")]
mod drill;
#[cfg(feature = "ssr")]
mod layout;
pub mod pages;
pub mod server_fns;
pub mod words;
