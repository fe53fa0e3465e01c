//! Gifts that are asked for again each month.

use axum::http::HeaderMap;
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, PledgeId};
use birqadam_funding::ops::pledges;
use birqadam_funding::{NewPledge, Pledge, PledgeStatus};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::idempotent;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_pledges, create_pledge))
        .routes(routes!(pause_pledge))
        .routes(routes!(resume_pledge))
        .routes(routes!(end_pledge))
}

/// One's own pledges, the latest first.
#[utoipa::path(get, path = "/api/sponsor/pledges", tag = "sponsor", security(("bearer" = [])),
    params(PageRequest),
    responses((status = 200, body = Page<Pledge>), (status = "default", body = ErrorBody)))]
async fn list_pledges(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<Pledge>>> {
    Ok(Json(pledges::list_my_pledges(&caller.ctx, &caller.actor, page).await?))
}

/// Promise a gift each month: on its day a link to pay comes.
#[utoipa::path(post, path = "/api/sponsor/pledges", tag = "sponsor", security(("bearer" = [])),
    request_body = NewPledge, params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = Pledge), (status = "default", body = ErrorBody)))]
async fn create_pledge(caller: Caller, headers: HeaderMap, Json(input): Json<NewPledge>) -> ApiResult<Response> {
    let creating = pledges::create_pledge(&caller.ctx, &caller.actor, input);
    idempotent::created(&caller, &headers, "sponsor/pledges", creating).await
}

/// Let a pledge rest.
#[utoipa::path(post, path = "/api/sponsor/pledges/{id}/pause", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Pledge), (status = "default", body = ErrorBody)))]
async fn pause_pledge(caller: Caller, id: Id<PledgeId>) -> ApiResult<Json<Pledge>> {
    Ok(Json(pledges::change_pledge(&caller.ctx, &caller.actor, id.0, PledgeStatus::Paused).await?))
}

/// Go on with a pledge that rests.
#[utoipa::path(post, path = "/api/sponsor/pledges/{id}/resume", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Pledge), (status = "default", body = ErrorBody)))]
async fn resume_pledge(caller: Caller, id: Id<PledgeId>) -> ApiResult<Json<Pledge>> {
    Ok(Json(pledges::change_pledge(&caller.ctx, &caller.actor, id.0, PledgeStatus::Active).await?))
}

/// End a pledge for good.
#[utoipa::path(post, path = "/api/sponsor/pledges/{id}/end", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Pledge), (status = "default", body = ErrorBody)))]
async fn end_pledge(caller: Caller, id: Id<PledgeId>) -> ApiResult<Json<Pledge>> {
    Ok(Json(pledges::change_pledge(&caller.ctx, &caller.actor, id.0, PledgeStatus::Ended).await?))
}
