//! Volunteer passports: one's own, and what a code proves to anyone.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, PassportId};
use birqadam_growth::ops::passports;
use birqadam_growth::{IssuePassport, Passport, PassportPreview, RevokePassport, VerifiedPassport};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Name, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_passports, issue_passport))
        .routes(routes!(preview_passport))
        .routes(routes!(revoke_passport))
        .routes(routes!(verify_passport))
}

/// One's own passports, the latest first.
#[utoipa::path(get, path = "/api/passports", tag = "passports", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<Passport>), (status = "default", body = ErrorBody)))]
async fn list_passports(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<Passport>>> {
    Ok(Json(passports::list_my_passports(&caller.ctx, &caller.actor, page).await?))
}

/// What a new passport would state, and what of it can be shown.
#[utoipa::path(get, path = "/api/passports/preview", tag = "passports", security(("bearer" = [])),
    responses((status = 200, body = PassportPreview), (status = "default", body = ErrorBody)))]
async fn preview_passport(caller: Caller) -> ApiResult<Json<PassportPreview>> {
    Ok(Json(passports::preview_passport(&caller.ctx, &caller.actor).await?))
}

/// Issue a passport that shows the named parts. As PDF: `POST /api/exports` with
/// `{"list": "passport", "query": "id=…", "format": "pdf", "locale": "kk"}`.
#[utoipa::path(post, path = "/api/passports", tag = "passports", security(("bearer" = [])),
    request_body = IssuePassport,
    responses((status = 201, body = Passport), (status = "default", body = ErrorBody)))]
async fn issue_passport(caller: Caller, Json(input): Json<IssuePassport>) -> ApiResult<(StatusCode, Json<Passport>)> {
    let passport = passports::issue_passport(&caller.ctx, &caller.actor, input).await?;
    Ok((StatusCode::CREATED, Json(passport)))
}

/// Revoke a passport: one's own, or with the permission `passports.revoke` anybody's, then with a
/// reason.
#[utoipa::path(post, path = "/api/passports/{id}/revoke", tag = "passports", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = RevokePassport,
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn revoke_passport(
    caller: Caller,
    id: Id<PassportId>,
    Json(input): Json<RevokePassport>,
) -> ApiResult<StatusCode> {
    passports::revoke_passport(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a code proves: whether the passport is valid, what it stated on the day of issue and what is
/// true now. Any case, dashes and spaces are welcome.
#[utoipa::path(get, path = "/api/passport/{code}", tag = "public", params(("code" = String, Path)),
    responses((status = 200, body = VerifiedPassport), (status = "default", body = ErrorBody)))]
async fn verify_passport(caller: Caller, code: Name) -> ApiResult<Response> {
    let found = passports::verify_passport(&caller.ctx, &caller.actor, &code.0).await?;
    // A revocation must be seen at once.
    Ok(([(header::CACHE_CONTROL, "private, no-store")], Json(found)).into_response())
}
