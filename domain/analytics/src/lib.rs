//! What is counted and by what: measures and dimensions, each declared once, with the figures kept
//! ready by jobs so that no dashboard reads a big table. See `docs/analytics.md`.

pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;
