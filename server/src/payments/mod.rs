//! Ways to pay. Each provider has a folder: the pure protocol (signature, requests, answers, rules)
//! with its tests, the adapter by which we ask it ([`PaymentProvider`]), and the route by which it
//! tells us. See `docs/payments.md`.
//!
//! [`PaymentProvider`]: birqadam_core::ssr::payment_provider::PaymentProvider

pub mod click;
pub mod http_client;
mod incoming;
pub mod kaspi;
pub mod payme;
mod routes;
mod setup;
pub mod simulator;
pub mod stripe;

pub use routes::{pages, routes};
pub use setup::Setup;
