//! A project's money for its organizer, for who decides on expenses, and for everyone; the ledger.

pub mod components;
pub mod lists;
pub mod pages;
pub mod server_fns;
pub mod words;
