//! A provider within, for where none is set up: a till that people press buttons at, and that speaks
//! to us as a real one does. It is asked by the same trait, remembers by itself what was paid (in
//! `funding.provider_transactions`, under its own name), and tells us over HTTP by events signed in
//! Stripe's manner. When its event is lost, [`look`] still finds what it knows.
//!
//! [`look`]: birqadam_core::ssr::payment_provider::PaymentProvider::look

mod adapter;
mod till;
mod webhook;

pub use adapter::Simulator;
pub use till::{Loopback, routes};
pub use webhook::{__path_simulator_webhook, simulator_webhook};
