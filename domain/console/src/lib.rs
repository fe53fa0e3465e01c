//! What an administrator watches: jobs, the health of the services behind the platform, and what
//! lies in the file store. Knows the queue's tables; no other context's rules.

pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;

pub use model::*;
