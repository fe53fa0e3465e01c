//! Kaspi's check/pay: Kaspi asks by GET whether an account can be paid and then tells that it was.
//! Nothing is signed: who calls is known by address alone. A repeated `txn_id` gets the first answer.
//! Source: Kaspi.kz, «Протокол взаимодействия по приёму платежей» (given to partners with the
//! contract); in short in `docs/payments.md`.

mod adapter;
mod methods;
pub mod request;
pub mod rules;
mod webhook;

pub use adapter::Kaspi;
pub use webhook::{__path_kaspi_call, kaspi_call};
