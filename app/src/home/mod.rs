//! The start page, and the first page of a signed-in person.

pub mod pages;
pub mod server_fns;
