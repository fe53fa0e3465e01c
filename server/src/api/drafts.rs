//! Drafts of forms, and files sent ahead of their form.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use birqadam_app::forms::draft_forms;
use birqadam_app::state::AppState;
use birqadam_core::draft::{Draft, SaveDraft, SavedDraft, StagedFile};
use birqadam_core::ssr::{drafts, uploads};
use birqadam_core::{Error, FieldCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Json};
use crate::http::upload::Upload;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(find_draft, save_draft, discard_draft)).routes(routes!(stage_file))
}

/// The subject of a form about a record that does not exist yet.
const NEW: &str = "new";

fn subject(name: &str) -> &str {
    if name == NEW { "" } else { name }
}

/// One's own draft of a form (`project`, `report`, `correction`) about a record, or `new`.
#[utoipa::path(get, path = "/api/drafts/{form}/{subject}", tag = "me", security(("bearer" = [])),
    params(("form" = String, Path), ("subject" = String, Path)),
    responses((status = 200, body = Draft), (status = "default", body = ErrorBody)))]
async fn find_draft(caller: Caller, Path((form, record)): Path<(String, String)>) -> ApiResult<Json<Draft>> {
    let draft = draft_forms::find(&caller.ctx, &caller.actor, &form, subject(&record)).await?;
    Ok(Json(draft.ok_or(Error::NotFound)?))
}

/// Keep a draft, up to 64 kB. The last save wins; `replaced` tells that another device had saved
/// since the `revision` that was sent.
#[utoipa::path(put, path = "/api/drafts/{form}/{subject}", tag = "me", security(("bearer" = [])),
    params(("form" = String, Path), ("subject" = String, Path)), request_body = SaveDraft,
    responses((status = 200, body = SavedDraft), (status = "default", body = ErrorBody)))]
async fn save_draft(
    caller: Caller,
    Path((form, record)): Path<(String, String)>,
    Json(draft): Json<SaveDraft>,
) -> ApiResult<Json<SavedDraft>> {
    Ok(Json(draft_forms::save(&caller.ctx, &caller.actor, &form, subject(&record), draft).await?))
}

/// Forget a draft.
#[utoipa::path(delete, path = "/api/drafts/{form}/{subject}", tag = "me", security(("bearer" = [])),
    params(("form" = String, Path), ("subject" = String, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn discard_draft(caller: Caller, Path((form, record)): Path<(String, String)>) -> ApiResult<StatusCode> {
    drafts::discard_draft(&caller.ctx, &caller.actor, &form, subject(&record)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A form with one file.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct FileForm {
    /// JPEG, PNG, WebP or PDF, up to 15 MB.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// Send a file ahead of the form it belongs to: good for a day, for `upload_ids` of a report.
#[utoipa::path(post, path = "/api/uploads", tag = "me", security(("bearer" = [])),
    request_body(content = FileForm, content_type = "multipart/form-data"),
    responses((status = 201, body = StagedFile), (status = "default", body = ErrorBody)))]
async fn stage_file(caller: Caller, upload: Upload) -> ApiResult<Response> {
    caller.actor.require_user()?;
    let file = upload.files.into_iter().next().ok_or_else(|| Error::field("file", FieldCode::Required))?;
    let staged = uploads::stage_file(&caller.ctx, &caller.actor, &file.name, file.bytes).await?;
    Ok((StatusCode::CREATED, Json(staged)).into_response())
}
