//! The one review queue: accounts, projects, reports and appeals.

mod address;
pub mod components;
mod field_words;
pub mod pages;
#[cfg(feature = "ssr")]
mod registry;
pub mod server_fns;

pub use address::Section;
pub(crate) use field_words::{field_label, value_words};
#[cfg(feature = "ssr")]
pub use registry::REVIEW;
