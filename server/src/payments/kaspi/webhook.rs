//! `GET /api/payments/kaspi`: check and pay, from Kaspi's addresses only.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use birqadam_app::state::AppState;
use birqadam_core::Error;
use birqadam_core::ssr::Ctx;
use birqadam_funding::ops::provider_calls::{self, CallId};
use serde_json::Value;

use super::methods::{KASPI, run};
use super::request::KaspiRequest;
use super::rules::{Outcome, answer};
use crate::http::error::ApiError;
use crate::payments::Setup;
use crate::payments::incoming::Incoming;

/// Kaspi's check and pay. Only from the addresses that the operator lists.
#[utoipa::path(get, path = "/api/payments/kaspi", tag = "payments",
    params(("command" = String, Query, description = "`check` or `pay`"), ("txn_id" = String, Query),
        ("account" = String, Query), ("sum" = Option<f64>, Query),
        ("txn_date" = Option<String>, Query, description = "YYYYMMDDHHMMSS, of `pay`")),
    responses((status = 200, description = "`result` is 0 or what is wrong", body = Object),
        (status = 403, description = "Not one of Kaspi's addresses"),
        (status = 404, description = "Kaspi is not set up")))]
pub async fn kaspi_call(
    State(state): State<AppState>,
    Extension(setup): Extension<Setup>,
    incoming: Incoming,
) -> Response {
    let Some(kaspi) = &setup.kaspi else { return ApiError(Error::NotFound).into_response() };
    let ctx = &state.ctx;
    let Ok(call) = incoming.store(ctx, KASPI).await else { return Json(failed("")).into_response() };
    if !incoming.address.is_some_and(|address| kaspi.knows(address)) {
        refuse(ctx, call, "a foreign address").await;
        let words = answer("", Outcome::Error, "this address may not call", None, None);
        return (StatusCode::FORBIDDEN, Json(words)).into_response();
    }
    match KaspiRequest::read(&incoming.query) {
        Ok(request) => Json(act(ctx, call, &request).await).into_response(),
        Err(wrong) => {
            refuse(ctx, call, wrong.field).await;
            let comment = format!("{} is missing or wrong", wrong.field);
            Json(answer(&wrong.txn_id, Outcome::Error, &comment, None, None)).into_response()
        }
    }
}

async fn refuse(ctx: &Ctx, call: CallId, why: &str) {
    if let Err(error) = provider_calls::refused(ctx, call, why, None).await {
        tracing::warn!(%error, "a refused call of Kaspi stays unmarked");
    }
}

/// What failed is not marked as handled: Kaspi repeats it.
async fn act(ctx: &Ctx, call: CallId, request: &KaspiRequest) -> Value {
    run(ctx, call, request).await.unwrap_or_else(|_| failed(&request.txn_id))
}

fn failed(txn_id: &str) -> Value {
    answer(txn_id, Outcome::Error, "try again", None, None)
}
