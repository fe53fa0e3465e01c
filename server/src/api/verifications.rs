//! Photos by which people are recognised, in front of those who review them.

use axum::http::HeaderMap;
use birqadam_accounts::ops::verification_review;
use birqadam_accounts::{Reason, VerificationReview};
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, VerificationId};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_verifications))
        .routes(routes!(find_verification))
        .routes(routes!(confirm_verification))
        .routes(routes!(reject_verification))
        .routes(routes!(send_back_verification))
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Standing {
    /// `waiting` (unless told), `rejected` or `confirmed`.
    status: String,
}

/// Photos that wait, the longest waiting first; those of another state the newest first.
#[utoipa::path(get, path = "/api/admin/verifications", tag = "admin", security(("bearer" = [])),
    params(Standing, PageRequest),
    responses((status = 200, body = Page<VerificationReview>), (status = "default", body = ErrorBody)))]
async fn list_verifications(
    caller: Caller,
    Query(standing): Query<Standing>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<VerificationReview>>> {
    let found = verification_review::list_verifications(&caller.ctx, &caller.actor, &standing.status, page).await?;
    Ok(Json(found))
}

/// One of them, with a link to the photo that is good for some minutes.
#[utoipa::path(get, path = "/api/admin/verifications/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)),
    responses((status = 200, body = VerificationReview), (status = "default", body = ErrorBody)))]
async fn find_verification(caller: Caller, id: Id<VerificationId>) -> ApiResult<Versioned<VerificationReview>> {
    let found = verification_review::find_verification(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(found.version, found))
}

/// The photo shows this person.
#[utoipa::path(post, path = "/api/admin/verifications/{id}/confirm", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)),
    responses((status = 200, body = VerificationReview), (status = "default", body = ErrorBody)))]
async fn confirm_verification(
    caller: Caller,
    id: Id<VerificationId>,
    headers: HeaderMap,
) -> ApiResult<Versioned<VerificationReview>> {
    let seen = if_match(&headers)?;
    let found = verification_review::confirm_verification(&caller.ctx, &caller.actor, id.0, seen).await?;
    Ok(Versioned(found.version, found))
}

/// The photo will not do; the reason is told.
#[utoipa::path(post, path = "/api/admin/verifications/{id}/reject", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = Reason,
    responses((status = 200, body = VerificationReview), (status = "default", body = ErrorBody)))]
async fn reject_verification(
    caller: Caller,
    id: Id<VerificationId>,
    headers: HeaderMap,
    Json(input): Json<Reason>,
) -> ApiResult<Versioned<VerificationReview>> {
    let seen = if_match(&headers)?;
    let found = verification_review::reject_verification(&caller.ctx, &caller.actor, id.0, seen, input).await?;
    Ok(Versioned(found.version, found))
}

/// Ask a confirmed person for a new photo; the reason is told.
#[utoipa::path(post, path = "/api/admin/verifications/{id}/send-back", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = Reason,
    responses((status = 200, body = VerificationReview), (status = "default", body = ErrorBody)))]
async fn send_back_verification(
    caller: Caller,
    id: Id<VerificationId>,
    headers: HeaderMap,
    Json(input): Json<Reason>,
) -> ApiResult<Versioned<VerificationReview>> {
    let seen = if_match(&headers)?;
    let found = verification_review::send_back_verification(&caller.ctx, &caller.actor, id.0, seen, input).await?;
    Ok(Versioned(found.version, found))
}
