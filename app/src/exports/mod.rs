//! Lists as files: the menu beside a list, the page of one's own exports, and the words inside the
//! files.

pub mod components;
pub mod pages;
pub mod server_fns;
mod titles;
#[cfg(feature = "ssr")]
pub mod words;

pub use titles::list_title;
