//! What volunteers did, for everyone; and whether an organizer shows it.

use birqadam_app::state::AppState;
use birqadam_core::UserId;
use birqadam_volunteering::ops::impact;
use birqadam_volunteering::{Impact, ImpactSharing};
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(platform_impact))
        .routes(routes!(organizer_impact))
        .routes(routes!(my_impact, share_impact))
}

/// Of the whole platform, where an administrator shows it.
#[utoipa::path(get, path = "/api/impact", tag = "public",
    responses((status = 200, body = Impact), (status = "default", body = ErrorBody)))]
async fn platform_impact(caller: Caller) -> ApiResult<Json<Impact>> {
    Ok(Json(impact::platform_impact(&caller.ctx).await?))
}

/// Of an organizer who shows it.
#[utoipa::path(get, path = "/api/organizers/{id}/impact", tag = "public", params(("id" = i64, Path)),
    responses((status = 200, body = Impact), (status = "default", body = ErrorBody)))]
async fn organizer_impact(caller: Caller, id: Id<UserId>) -> ApiResult<Json<Impact>> {
    Ok(Json(impact::organizer_impact(&caller.ctx, id.0).await?))
}

/// One's own, with whether everyone sees it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MyImpact {
    #[serde(flatten)]
    impact: Impact,
    shown: bool,
}

/// One's own impact, shown or not.
#[utoipa::path(get, path = "/api/organizer/impact", tag = "organizer", security(("bearer" = [])),
    responses((status = 200, body = MyImpact), (status = "default", body = ErrorBody)))]
async fn my_impact(caller: Caller) -> ApiResult<Json<MyImpact>> {
    let (impact, sharing) = impact::my_impact(&caller.ctx, &caller.actor).await?;
    Ok(Json(MyImpact { impact, shown: sharing.shown }))
}

/// Show one's impact to everyone, or no longer.
#[utoipa::path(put, path = "/api/organizer/impact", tag = "organizer", security(("bearer" = [])),
    request_body = ImpactSharing,
    responses((status = 200, body = ImpactSharing), (status = "default", body = ErrorBody)))]
async fn share_impact(caller: Caller, Json(input): Json<ImpactSharing>) -> ApiResult<Json<ImpactSharing>> {
    Ok(Json(impact::share_impact(&caller.ctx, &caller.actor, input).await?))
}
