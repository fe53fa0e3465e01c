//! `POST /api/payments/payme`: always HTTP 200, the rest is in the JSON.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use birqadam_app::state::AppState;
use birqadam_core::Error;
use birqadam_core::ssr::Ctx;
use birqadam_funding::ops::provider_calls::{self, CallId};
use serde_json::Value;

use super::adapter::Payme;
use super::fault::Fault;
use super::methods::{PAYME, run};
use super::rpc;
use crate::http::error::ApiError;
use crate::payments::Setup;
use crate::payments::incoming::Incoming;

/// Payme's Merchant API. Basic authorisation as `Paycom`.
#[utoipa::path(post, path = "/api/payments/payme", tag = "payments",
    request_body(content = Object, description = "A JSON-RPC call of Payme"),
    responses((status = 200, description = "The result or error of the call", body = Object),
        (status = 404, description = "Payme is not set up")))]
pub async fn payme_rpc(
    State(state): State<AppState>,
    Extension(setup): Extension<Setup>,
    incoming: Incoming,
) -> Response {
    let Some(payme) = &setup.payme else { return ApiError(Error::NotFound).into_response() };
    Json(answer(&state.ctx, payme, &incoming).await).into_response()
}

/// Any other method: an error of the protocol.
pub async fn not_post(Extension(setup): Extension<Setup>) -> Response {
    match &setup.payme {
        Some(_) => Json(rpc::answer(&Value::Null, Err(Fault::NotPost))).into_response(),
        None => ApiError(Error::NotFound).into_response(),
    }
}

async fn answer(ctx: &Ctx, payme: &Payme, incoming: &Incoming) -> Value {
    let (id, call) = match rpc::read(&incoming.body) {
        Ok(call) => (call.id.clone(), Ok(call)),
        Err((id, fault)) => (id, Err(fault)),
    };
    let Ok(stored) = incoming.store(ctx, PAYME).await else { return rpc::answer(&id, Err(Fault::System)) };
    if !rpc::is_authorised(incoming.header("authorization"), payme.key()) {
        return refuse(ctx, stored, &id, Fault::Unauthorised).await;
    }
    match call {
        Err(fault) => refuse(ctx, stored, &id, fault).await,
        // What failed is not marked as handled: Payme repeats it.
        Ok(call) => {
            rpc::answer(&id, run(ctx, stored, &call.method, payme.currency()).await.unwrap_or(Err(Fault::System)))
        }
    }
}

async fn refuse(ctx: &Ctx, stored: CallId, id: &Value, fault: Fault) -> Value {
    if let Err(error) = provider_calls::refused(ctx, stored, &fault.code().to_string(), None).await {
        tracing::warn!(%error, "a refused call of Payme stays unmarked");
    }
    rpc::answer(id, Err(fault))
}
