//! Volunteering: projects, tasks, people on tasks, photo reports with their evidence, ratings.

pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;
#[cfg(feature = "ssr")]
pub mod photo;

pub use model::*;
