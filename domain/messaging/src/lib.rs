//! Messaging: who is told what by which channel, the in-app inbox, and what became of each
//! delivery.

#[cfg(feature = "ssr")]
pub mod channel;
pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;
#[cfg(feature = "ssr")]
pub mod rules;

pub use model::*;
