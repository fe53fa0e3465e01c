//! `POST /api/payments/stripe/webhook`: stored, verified, acted on once per event. Anything but a
//! success makes Stripe repeat it for days, so what can never succeed is accepted and recorded as
//! refused.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use birqadam_app::state::AppState;
use birqadam_core::ssr::Ctx;
use birqadam_core::{Error, Result};
use birqadam_funding::ops::provider_calls::{self, CallId};
use serde_json::json;

use super::event::{self, Event, Told};
use super::settle::settle_event;
use super::signature;
use crate::http::error::ApiError;
use crate::payments::Setup;
use crate::payments::incoming::Incoming;

/// What Stripe tells. Signed by `Stripe-Signature`.
#[utoipa::path(post, path = "/api/payments/stripe/webhook", tag = "payments",
    request_body(content = Object, description = "An event of Stripe, signed by `Stripe-Signature`"),
    responses((status = 200, description = "Taken"), (status = 400, description = "Not signed as it should be"),
        (status = 404, description = "Stripe is not set up"), (status = 503, description = "To be repeated")))]
pub async fn stripe_webhook(
    State(state): State<AppState>,
    Extension(setup): Extension<Setup>,
    incoming: Incoming,
) -> Response {
    let Some(stripe) = &setup.stripe else { return ApiError(Error::NotFound).into_response() };
    answer_event(&state.ctx, "stripe", stripe.webhook_secret(), &incoming).await
}

/// Takes an event of a provider that speaks and signs as Stripe does.
pub async fn answer_event(ctx: &Ctx, provider: &'static str, secret: &[u8], incoming: &Incoming) -> Response {
    let Ok(call) = incoming.store(ctx, provider).await else { return again() };
    let signature = incoming.header("stripe-signature");
    if let Err(wrong) = signature::verify(signature, &incoming.body, secret, ctx.now().timestamp()) {
        return refuse(ctx, call, &wrong.to_string()).await;
    }
    let Ok(event) = serde_json::from_slice::<Event>(&incoming.body) else {
        return refuse(ctx, call, "not an event").await;
    };
    let Ok(told) = event::read(&event) else { return refuse(ctx, call, "not as documented").await };
    match act(ctx, provider, call, &event, &told).await {
        Ok(()) => taken(),
        Err(Error::Unavailable | Error::Internal { .. }) => again(),
        // It would fail again each time.
        Err(error) => match provider_calls::refused(ctx, call, error.code(), None).await {
            Ok(()) => taken(),
            Err(_) => again(),
        },
    }
}

async fn act(ctx: &Ctx, provider: &str, call: CallId, event: &Event, told: &Told) -> Result<()> {
    let mut tx = ctx.begin().await?;
    if provider_calls::claim_event(&mut tx, call, provider, &event.id).await? {
        let outcome = settle_event(&mut tx, provider, told, ctx.now()).await?;
        if outcome.words.starts_with("refused") {
            tracing::warn!(provider, call = call.0, outcome = outcome.words, "a payment event was refused");
        }
        provider_calls::handled(&mut tx, call, &outcome.words, outcome.payment).await?;
    } else {
        provider_calls::handled(&mut tx, call, "repeated", None).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn taken() -> Response {
    Json(json!({ "received": true })).into_response()
}

async fn refuse(ctx: &Ctx, call: CallId, why: &str) -> Response {
    match provider_calls::refused(ctx, call, why, None).await {
        Ok(()) => (StatusCode::BAD_REQUEST, Json(json!({ "received": false, "reason": why }))).into_response(),
        Err(_) => again(),
    }
}

fn again() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "received": false, "reason": "try again" }))).into_response()
}
