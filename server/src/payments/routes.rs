//! Where providers reach us. They prove who they are by themselves, so these routes stand outside of
//! sessions, tokens and the check of origins; and they are limited on their own.

use axum::routing::get;
use axum::{Extension, Router};
use birqadam_app::state::AppState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::click::{__path_click_shop, click_shop};
use super::kaspi::{__path_kaspi_call, kaspi_call};
use super::payme::{__path_payme_rpc, not_post, payme_rpc};
use super::simulator::{self, __path_simulator_webhook, simulator_webhook};
use super::stripe::{__path_stripe_webhook, stripe_webhook};
use crate::http::HttpOptions;

/// The routes with their descriptions. Give them their [`Setup`](super::Setup) as an extension.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(stripe_webhook))
        .routes(routes!(payme_rpc))
        .routes(routes!(click_shop))
        .routes(routes!(kaspi_call))
        .routes(routes!(simulator_webhook))
        .route("/api/payments/payme", get(not_post).put(not_post).patch(not_post).delete(not_post))
}

/// The till of the simulator: a page of ours, inside sessions and the check of origins.
pub fn pages(options: &HttpOptions) -> Router<AppState> {
    simulator::routes()
        .layer(Extension(options.payments.clone()))
        .layer(Extension(simulator::Loopback(options.loopback)))
}
