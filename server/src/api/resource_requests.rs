//! Asking for what partners lend, and their answers.

use axum::http::HeaderMap;
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, ResourceRequestId};
use birqadam_funding::ops::{resource_decisions, resource_request_lists, resource_requests};
use birqadam_funding::{
    AcceptInput, CounterInput, RejectRequestInput, RequestFilter, ResourceRequest, ResourceRequestInput,
    ResourceRequestStatus, ThankInput,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::idempotent;
use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(request_resource))
        .routes(routes!(list_partner_requests))
        .routes(routes!(approve_request))
        .routes(routes!(reject_request))
        .routes(routes!(counter_request))
        .routes(routes!(list_organizer_requests))
        .routes(routes!(withdraw_request))
        .routes(routes!(accept_counter))
        .routes(routes!(decline_counter))
        .routes(routes!(thank_partner))
}

/// Answer to asking for a resource.
#[derive(Debug, Serialize, ToSchema)]
struct AskedResource {
    request_id: ResourceRequestId,
    status: ResourceRequestStatus,
}

/// Ask a partner for a resource: on a day (`date`, `until`, `start_time`, `end_time`), or from one moment
/// until another (`starts_at`, `ends_at`).
#[utoipa::path(post, path = "/api/organizer/request-resource", tag = "organizer", security(("bearer" = [])),
    request_body = ResourceRequestInput, params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = AskedResource), (status = "default", body = ErrorBody)))]
async fn request_resource(
    caller: Caller,
    headers: HeaderMap,
    Json(input): Json<ResourceRequestInput>,
) -> ApiResult<Response> {
    idempotent::created(&caller, &headers, "organizer/request-resource", async {
        let asked = resource_requests::request_resource(&caller.ctx, &caller.actor, input).await?;
        Ok(AskedResource { request_id: asked.id, status: asked.status })
    })
    .await
}

/// Requests for one's own resources; what waits comes in the order of asking.
#[utoipa::path(get, path = "/api/partner/requests", tag = "partner", security(("bearer" = [])),
    params(RequestFilter, PageRequest),
    responses((status = 200, body = Page<ResourceRequest>), (status = "default", body = ErrorBody)))]
async fn list_partner_requests(
    caller: Caller,
    Query(filter): Query<RequestFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<ResourceRequest>>> {
    Ok(Json(resource_request_lists::list_partner_requests(&caller.ctx, &caller.actor, &filter, page).await?))
}

/// Promise the resource for the dates asked for. Of two that overlap one is promised; the other is a 409.
#[utoipa::path(post, path = "/api/partner/approve-request/{id}", tag = "partner", security(("bearer" = [])),
    params(("id" = i64, Path)),
    responses((status = 200, body = ResourceRequest), (status = "default", body = ErrorBody)))]
async fn approve_request(caller: Caller, id: Id<ResourceRequestId>) -> ApiResult<Versioned<ResourceRequest>> {
    let request = resource_decisions::approve_request(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(request.version, request))
}

/// Say no, and why; also to what was promised, before it begins.
#[utoipa::path(post, path = "/api/partner/reject-request/{id}", tag = "partner", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = RejectRequestInput,
    responses((status = 200, body = ResourceRequest), (status = "default", body = ErrorBody)))]
async fn reject_request(
    caller: Caller,
    id: Id<ResourceRequestId>,
    Json(input): Json<RejectRequestInput>,
) -> ApiResult<Versioned<ResourceRequest>> {
    let request = resource_decisions::reject_request(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(request.version, request))
}

/// Offer other dates, with a word.
#[utoipa::path(post, path = "/api/partner/counter-request/{id}", tag = "partner", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = CounterInput,
    responses((status = 200, body = ResourceRequest), (status = "default", body = ErrorBody)))]
async fn counter_request(
    caller: Caller,
    id: Id<ResourceRequestId>,
    Json(input): Json<CounterInput>,
) -> ApiResult<Versioned<ResourceRequest>> {
    let request = resource_decisions::counter_request(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(request.version, request))
}

/// One's own requests for what partners lend.
#[utoipa::path(get, path = "/api/organizer/resource-requests", tag = "organizer", security(("bearer" = [])),
    params(RequestFilter, PageRequest),
    responses((status = 200, body = Page<ResourceRequest>), (status = "default", body = ErrorBody)))]
async fn list_organizer_requests(
    caller: Caller,
    Query(filter): Query<RequestFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<ResourceRequest>>> {
    Ok(Json(resource_request_lists::list_organizer_requests(&caller.ctx, &caller.actor, &filter, page).await?))
}

/// Step back from a request, or from a promise before it begins.
#[utoipa::path(post, path = "/api/organizer/resource-requests/{id}/withdraw", tag = "organizer",
    security(("bearer" = [])), params(("id" = i64, Path)),
    responses((status = 200, body = ResourceRequest), (status = "default", body = ErrorBody)))]
async fn withdraw_request(caller: Caller, id: Id<ResourceRequestId>) -> ApiResult<Versioned<ResourceRequest>> {
    let request = resource_requests::withdraw_request(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(request.version, request))
}

/// Take the other dates that the partner offers, in the version that was seen (`If-Match`).
#[utoipa::path(post, path = "/api/organizer/resource-requests/{id}/accept", tag = "organizer",
    security(("bearer" = [])), params(("id" = i64, Path), ("If-Match" = Option<String>, Header)),
    request_body = AcceptInput,
    responses((status = 200, body = ResourceRequest), (status = "default", body = ErrorBody)))]
async fn accept_counter(
    caller: Caller,
    id: Id<ResourceRequestId>,
    headers: HeaderMap,
    Json(mut input): Json<AcceptInput>,
) -> ApiResult<Versioned<ResourceRequest>> {
    if let Some(version) = if_match(&headers)? {
        input.version = Some(version);
    }
    let request = resource_requests::accept_counter(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(request.version, request))
}

/// The other dates will not do: the request is over.
#[utoipa::path(post, path = "/api/organizer/resource-requests/{id}/decline", tag = "organizer",
    security(("bearer" = [])), params(("id" = i64, Path)),
    responses((status = 200, body = ResourceRequest), (status = "default", body = ErrorBody)))]
async fn decline_counter(caller: Caller, id: Id<ResourceRequestId>) -> ApiResult<Versioned<ResourceRequest>> {
    let request = resource_requests::decline_counter(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(request.version, request))
}

/// Thank the partner, once, when it has begun.
#[utoipa::path(post, path = "/api/organizer/resource-requests/{id}/thank", tag = "organizer",
    security(("bearer" = [])), params(("id" = i64, Path)), request_body = ThankInput,
    responses((status = 200, body = ResourceRequest), (status = "default", body = ErrorBody)))]
async fn thank_partner(
    caller: Caller,
    id: Id<ResourceRequestId>,
    Json(input): Json<ThankInput>,
) -> ApiResult<Versioned<ResourceRequest>> {
    let request = resource_requests::thank_partner(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(request.version, request))
}
