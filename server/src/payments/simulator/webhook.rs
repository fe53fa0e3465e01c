//! `POST /api/payments/simulator/webhook`: as Stripe's, under another name and key.

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use birqadam_app::state::AppState;
use birqadam_core::Error;

use super::adapter::SIMULATOR;
use crate::http::error::ApiError;
use crate::payments::Setup;
use crate::payments::incoming::Incoming;
use crate::payments::stripe::answer_event;

/// What the payment simulator tells. Signed by `Stripe-Signature`.
#[utoipa::path(post, path = "/api/payments/simulator/webhook", tag = "payments",
    request_body(content = Object, description = "An event as Stripe's"),
    responses((status = 200, description = "Taken"), (status = 400, description = "Not signed as it should be"),
        (status = 404, description = "There is no simulator here"), (status = 503, description = "To be repeated")))]
pub async fn simulator_webhook(
    State(state): State<AppState>,
    Extension(setup): Extension<Setup>,
    incoming: Incoming,
) -> Response {
    let Some(simulator) = &setup.simulator else { return ApiError(Error::NotFound).into_response() };
    answer_event(&state.ctx, SIMULATOR, simulator.key(), &incoming).await
}
