//! Giving money and following payments up: the form, how a payment stands, monthly gifts, and the
//! office that looks after payments.

pub mod components;
pub mod pages;
pub mod server_fns;
pub mod words;
