//! Funding: the double-entry ledger, sponsorships and their payments, budgets and expenses, impact,
//! and what partners lend.

pub mod model;
#[cfg(feature = "ssr")]
pub mod ops;

pub use model::*;
