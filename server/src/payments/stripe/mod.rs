//! Stripe Checkout. We open a session over HTTP and send the payer to its page; Stripe tells us by
//! signed events what became of it. Sources: docs.stripe.com/api/checkout/sessions,
//! docs.stripe.com/api/refunds, docs.stripe.com/webhooks (verify manually),
//! docs.stripe.com/api/idempotent_requests.

mod adapter;
mod api;
pub mod event;
mod settle;
pub mod signature;
mod webhook;

pub use adapter::Stripe;
pub use settle::settle_event;
pub use webhook::{__path_stripe_webhook, answer_event, stripe_webhook};
