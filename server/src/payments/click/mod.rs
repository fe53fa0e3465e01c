//! Click's SHOP-API: Click posts Prepare and then Complete, each signed by MD5 over the strings as
//! they came, and is answered in JSON. The payer is sent to Click's page by a link; we cannot call
//! Click by this protocol. Sources: docs.click.uz/en/click-api-request, docs.click.uz/en/click-api-error,
//! docs.click.uz/en/click-button.

mod adapter;
mod methods;
pub mod request;
pub mod rules;
mod webhook;

pub use adapter::Click;
pub use webhook::{__path_click_shop, click_shop};
