//! What became of everything that was to be delivered.

use axum::http::StatusCode;
use birqadam_app::state::AppState;
use birqadam_core::{DeliveryId, Page, PageRequest};
use birqadam_messaging::ops::deliveries;
use birqadam_messaging::{Delivery, DeliveryDetail, DeliveryFilter};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_deliveries))
        .routes(routes!(find_delivery))
        .routes(routes!(retry_delivery))
        .routes(routes!(retry_failed))
}

/// Deliveries by any channel, newest first.
#[utoipa::path(get, path = "/api/admin/deliveries", tag = "admin", security(("bearer" = [])),
    params(DeliveryFilter, PageRequest),
    responses((status = 200, body = Page<Delivery>), (status = "default", body = ErrorBody)))]
async fn list_deliveries(
    caller: Caller,
    Query(filter): Query<DeliveryFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<Delivery>>> {
    Ok(Json(deliveries::list_deliveries(&caller.ctx, &caller.actor, &filter, page).await?))
}

/// One delivery with what it says.
#[utoipa::path(get, path = "/api/admin/deliveries/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)),
    responses((status = 200, body = DeliveryDetail), (status = "default", body = ErrorBody)))]
async fn find_delivery(caller: Caller, id: Id<DeliveryId>) -> ApiResult<Json<DeliveryDetail>> {
    Ok(Json(deliveries::find_delivery(&caller.ctx, &caller.actor, id.0).await?))
}

/// Try one again at once.
#[utoipa::path(post, path = "/api/admin/deliveries/{id}/retry", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn retry_delivery(caller: Caller, id: Id<DeliveryId>) -> ApiResult<StatusCode> {
    deliveries::retry_delivery(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How many are tried again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Retried {
    pub count: i64,
}

/// Try again what was given up, the oldest 500.
#[utoipa::path(post, path = "/api/admin/deliveries/retry-failed", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = Retried), (status = "default", body = ErrorBody)))]
async fn retry_failed(caller: Caller) -> ApiResult<Json<Retried>> {
    let count = deliveries::retry_failed(&caller.ctx, &caller.actor).await?;
    Ok(Json(Retried { count }))
}
