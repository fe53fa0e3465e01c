//! Growth: the points ledger as people read it, and achievements.

mod level;
pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;

pub use level::*;
pub use model::*;
