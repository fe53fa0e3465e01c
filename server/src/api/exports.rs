//! Lists and reports as files.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use birqadam_app::state::AppState;
use birqadam_core::export::Export;
use birqadam_core::ssr::export;
use birqadam_core::{ExportId, Page, PageRequest};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::exports::fetch;
use crate::exports::start::{self, ExportInput, Started};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_exports, create_export))
        .routes(routes!(find_export, delete_export))
        .routes(routes!(download_export))
}

/// Export a list or a report. Up to 2,000 rows the answer is the file itself (200); more are made by a
/// job (202): follow it at `/api/exports/{id}`.
#[utoipa::path(post, path = "/api/exports", tag = "exports", security(("bearer" = [])), request_body = ExportInput,
    responses((status = 200, description = "The file", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 202, body = Export), (status = "default", body = ErrorBody)))]
async fn create_export(caller: Caller, Json(input): Json<ExportInput>) -> ApiResult<Response> {
    Ok(answer_started(start::start(&caller.ctx, &caller.actor, input).await?))
}

/// The file, or where one sees how far it is.
pub(super) fn answer_started(started: Started) -> Response {
    match started {
        Started::File(file) => file,
        Started::Job(export) => {
            let address = HeaderValue::from_str(&format!("/api/exports/{}", export.id));
            let mut response = (StatusCode::ACCEPTED, Json(*export)).into_response();
            if let Ok(address) = address {
                response.headers_mut().insert(header::LOCATION, address);
            }
            response
        }
    }
}

/// One's own exports, newest first.
#[utoipa::path(get, path = "/api/exports", tag = "exports", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<Export>), (status = "default", body = ErrorBody)))]
async fn list_exports(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<Export>>> {
    Ok(Json(export::list_exports(&caller.ctx, &caller.actor, page).await?))
}

/// How far an export is.
#[utoipa::path(get, path = "/api/exports/{id}", tag = "exports", security(("bearer" = [])), params(("id" = i64, Path)),
    responses((status = 200, body = Export), (status = "default", body = ErrorBody)))]
async fn find_export(caller: Caller, id: Id<ExportId>) -> ApiResult<Json<Export>> {
    Ok(Json(export::find_export(&caller.ctx, &caller.actor, id.0).await?.export))
}

/// Leads to the file at an address that needs no token and is good for five minutes.
#[utoipa::path(get, path = "/api/exports/{id}/download", tag = "exports", security(("bearer" = [])),
    params(("id" = i64, Path)),
    responses((status = 303, description = "To the file"), (status = "default", body = ErrorBody)))]
async fn download_export(State(state): State<AppState>, caller: Caller, id: Id<ExportId>) -> ApiResult<Response> {
    Ok(fetch::see_other(&fetch::signed_address(&state.ctx, &caller.actor, id.0).await?))
}

/// Remove an export with its file; one in the making is given up.
#[utoipa::path(delete, path = "/api/exports/{id}", tag = "exports", security(("bearer" = [])), params(("id" = i64, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn delete_export(caller: Caller, id: Id<ExportId>) -> ApiResult<StatusCode> {
    export::delete_export(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}
