//! What a project did, counted by its organizer.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{ImpactEntryId, ImpactMeasureId, ProjectId};
use birqadam_funding::ops::impact_writing;
use birqadam_funding::{ImpactEntryInput, ImpactMeasureInput, ImpactSheet, ImpactTotal};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use super::idempotent;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(find_impact, add_measure))
        .routes(routes!(remove_measure))
        .routes(routes!(add_entry))
        .routes(routes!(remove_entry))
}

/// Measures with their sums and counts, and the reports that can show them.
#[utoipa::path(get, path = "/api/organizer/projects/{id}/impact", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)),
    responses((status = 200, body = ImpactSheet), (status = "default", body = ErrorBody)))]
async fn find_impact(caller: Caller, id: Id<ProjectId>) -> ApiResult<Json<ImpactSheet>> {
    Ok(Json(impact_writing::find_impact(&caller.ctx, &caller.actor, id.0).await?))
}

/// A further measure; answers with all of them.
#[utoipa::path(post, path = "/api/organizer/projects/{id}/impact", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = ImpactMeasureInput,
    responses((status = 201, body = All<ImpactTotal>), (status = "default", body = ErrorBody)))]
async fn add_measure(
    caller: Caller,
    id: Id<ProjectId>,
    headers: HeaderMap,
    Json(input): Json<ImpactMeasureInput>,
) -> ApiResult<Response> {
    idempotent::created(&caller, &headers, &format!("projects/{}/impact", id.0), async {
        let measures = impact_writing::add_measure(&caller.ctx, &caller.actor, id.0, &input).await?;
        Ok(All::from(measures))
    })
    .await
}

/// Take a measure out with its counts.
#[utoipa::path(delete, path = "/api/organizer/impact-measures/{id}", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn remove_measure(caller: Caller, id: Id<ImpactMeasureId>) -> ApiResult<StatusCode> {
    impact_writing::remove_measure(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A further count; answers with the measure.
#[utoipa::path(post, path = "/api/organizer/impact-measures/{id}/entries", tag = "organizer",
    security(("bearer" = [])), params(("id" = i64, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ImpactEntryInput,
    responses((status = 201, body = ImpactTotal), (status = "default", body = ErrorBody)))]
async fn add_entry(
    caller: Caller,
    id: Id<ImpactMeasureId>,
    headers: HeaderMap,
    Json(input): Json<ImpactEntryInput>,
) -> ApiResult<Response> {
    let added = impact_writing::add_entry(&caller.ctx, &caller.actor, id.0, &input);
    idempotent::created(&caller, &headers, &format!("impact-measures/{}/entries", id.0), added).await
}

/// Take a count out.
#[utoipa::path(delete, path = "/api/organizer/impact-entries/{id}", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn remove_entry(caller: Caller, id: Id<ImpactEntryId>) -> ApiResult<StatusCode> {
    impact_writing::remove_entry(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}
