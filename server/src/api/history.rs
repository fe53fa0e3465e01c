//! What happened to a record.

use axum::extract::Path;
use birqadam_app::state::AppState;
use birqadam_core::{Error, PageRequest};
use birqadam_volunteering::RecordHistory;
use birqadam_volunteering::ops::record_history;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(find_history))
}

/// The history of a record (`project`, `task`, `report`, `user`, `role`, …), newest first: for who
/// reads the action log, for an organizer of their own, for a moderator of what they review.
#[utoipa::path(get, path = "/api/history/{kind}/{id}", tag = "admin", security(("bearer" = [])),
    params(("kind" = String, Path), ("id" = i64, Path), PageRequest),
    responses((status = 200, body = RecordHistory), (status = "default", body = ErrorBody)))]
async fn find_history(
    caller: Caller,
    path: Result<Path<(String, i64)>, axum::extract::rejection::PathRejection>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<RecordHistory>> {
    let Path((kind, id)) = path.map_err(|_| Error::NotFound)?;
    Ok(Json(record_history::record_history(&caller.ctx, &caller.actor, &kind, id, page).await?))
}
