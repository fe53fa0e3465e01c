//! Accounts: who people are, what they may do, how they prove it and how moderators decide.

pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;

pub use model::*;
