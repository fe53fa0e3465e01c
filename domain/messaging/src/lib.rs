//! Messaging: the in-app inbox and outgoing mail.

pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;

pub use model::*;
