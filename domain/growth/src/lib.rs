//! Growth: the points ledger as people read it, and achievements.

pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;

pub use model::*;
