//! `POST /api/payments/click`: Prepare and Complete at one address, answered in JSON.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use birqadam_app::state::AppState;
use birqadam_core::Error;
use birqadam_core::ssr::Ctx;
use birqadam_funding::ops::provider_calls::{self, CallId};
use serde_json::Value;

use super::adapter::Click;
use super::methods::{CLICK, run};
use super::request::ShopRequest;
use super::rules::Fault;
use crate::http::error::ApiError;
use crate::payments::Setup;
use crate::payments::incoming::Incoming;

/// Click's SHOP-API: Prepare (action 0) and Complete (action 1). Signed by `sign_string`.
#[utoipa::path(post, path = "/api/payments/click", tag = "payments",
    request_body(content = Object, content_type = "application/x-www-form-urlencoded", description = "A form of Click"),
    responses((status = 200, description = "`error` is 0 or what is wrong", body = Object),
        (status = 404, description = "Click is not set up")))]
pub async fn click_shop(
    State(state): State<AppState>,
    Extension(setup): Extension<Setup>,
    incoming: Incoming,
) -> Response {
    let Some(click) = &setup.click else { return ApiError(Error::NotFound).into_response() };
    Json(answer(&state.ctx, click, &incoming).await).into_response()
}

async fn answer(ctx: &Ctx, click: &Click, incoming: &Incoming) -> Value {
    let Ok(call) = incoming.store(ctx, CLICK).await else { return Fault::System.to_json() };
    let Some(request) = ShopRequest::read(&incoming.body) else { return refuse(ctx, call, Fault::BadRequest).await };
    if !request.is_signed(click.secret()) {
        return refuse(ctx, call, Fault::Sign).await;
    }
    // Signed with our secret for somebody else's service.
    if request.service_id != click.service_id() {
        return refuse(ctx, call, Fault::BadRequest).await;
    }
    let Some(action) = request.action() else { return refuse(ctx, call, Fault::Action).await };
    match run(ctx, call, action, &request, click.currency()).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(fault)) => fault.to_json(),
        // What failed is not marked as handled: Click repeats it.
        Err(_) => Fault::System.to_json(),
    }
}

async fn refuse(ctx: &Ctx, call: CallId, fault: Fault) -> Value {
    if let Err(error) = provider_calls::refused(ctx, call, &fault.code().to_string(), None).await {
        tracing::warn!(%error, "a refused call of Click stays unmarked");
    }
    fault.to_json()
}
