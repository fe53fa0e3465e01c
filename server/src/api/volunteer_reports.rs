//! The volunteer's photo reports.

use axum::http::HeaderMap;
use axum::response::Response;
use birqadam_app::api_words;
use birqadam_app::state::AppState;
use birqadam_core::ssr::uploads;
use birqadam_core::{Error, FieldCode, Page, PageRequest, ReportId};
use birqadam_volunteering::ops::reports;
use birqadam_volunteering::{PHOTOS_PER_REPORT_MAX, Report};
use bytes::Bytes;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::SentReport;
use super::idempotent;
use super::versioned::Versioned;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};
use crate::http::upload::Upload;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_reports, submit_report))
        .routes(routes!(find_report))
        .routes(routes!(resubmit_report))
}

/// A form with photos.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct ReportForm {
    task_id: i64,
    /// One to ten photos: JPEG, PNG or WebP, up to 15 MB and 50 megapixels each.
    #[schema(value_type = Vec<String>, format = Binary)]
    photo: Vec<String>,
    /// Photos sent ahead by `POST /api/uploads`: their tokens, comma-separated. They come first.
    upload_ids: Option<String>,
    description: Option<String>,
}

/// A form with words and, if they are to be replaced, photos.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct CorrectionForm {
    #[schema(value_type = Option<Vec<String>>, format = Binary)]
    photo: Option<Vec<String>>,
    description: Option<String>,
}

/// Send a report for a task one holds a place on.
#[utoipa::path(post, path = "/api/volunteer/photo-reports", tag = "volunteer", security(("bearer" = [])),
    request_body(content = ReportForm, content_type = "multipart/form-data"),
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = SentReport), (status = "default", body = ErrorBody)))]
async fn submit_report(caller: Caller, headers: HeaderMap, upload: Upload) -> ApiResult<Response> {
    // Rights first: somebody who may not report is not told about missing fields.
    caller.actor.require(birqadam_core::Permission::ReportsCreate)?;
    let task = upload.id("task_id")?;
    idempotent::created(&caller, &headers, "photo-reports", async {
        let ids: Vec<String> = upload.text("upload_ids").split(',').map(|id| id.trim().to_owned()).collect();
        let ids: Vec<String> = ids.into_iter().filter(|id| !id.is_empty()).collect();
        let mut photos = sent_ahead(&caller, &ids).await?;
        photos.extend(upload.files_of("photo"));
        let report =
            reports::submit_report(&caller.ctx, &caller.actor, task, upload.text("description"), photos).await?;
        uploads::discard_files(&caller.ctx, &caller.actor, &ids).await?;
        Ok(SentReport { message: api_words::report_sent(caller.actor.locale), photo_report: report })
    })
    .await
}

/// The photos behind tokens, in their order.
async fn sent_ahead(caller: &Caller, ids: &[String]) -> Result<Vec<Bytes>, Error> {
    let mut photos = Vec::new();
    for (number, id) in ids.iter().enumerate().take(PHOTOS_PER_REPORT_MAX) {
        match uploads::open_file(&caller.ctx, &caller.actor, id).await {
            Ok((_, file)) => photos.push(file.bytes),
            Err(Error::NotFound) => return Err(Error::field(format!("upload_ids.{number}"), FieldCode::FileGone)),
            Err(error) => return Err(error),
        }
    }
    Ok(photos)
}

/// One's own reports, newest first.
#[utoipa::path(get, path = "/api/volunteer/photo-reports", tag = "volunteer", security(("bearer" = [])),
    params(PageRequest),
    responses((status = 200, body = Page<Report>), (status = "default", body = ErrorBody)))]
async fn list_reports(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<Report>>> {
    Ok(Json(reports::list_my_reports(&caller.ctx, &caller.actor, page).await?))
}

/// One of one's own reports.
#[utoipa::path(get, path = "/api/volunteer/photo-reports/{id}", tag = "volunteer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Report), (status = "default", body = ErrorBody)))]
async fn find_report(caller: Caller, id: Id<ReportId>) -> ApiResult<Versioned<Report>> {
    let report = reports::find_my_report(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(report.version, report))
}

/// Correct a returned report: new words, and new photos in place of the old when any are sent.
#[utoipa::path(post, path = "/api/volunteer/photo-reports/{id}/resubmit", tag = "volunteer",
    security(("bearer" = [])), params(("id" = i64, Path)),
    request_body(content = CorrectionForm, content_type = "multipart/form-data"),
    responses((status = 200, body = SentReport), (status = "default", body = ErrorBody)))]
async fn resubmit_report(caller: Caller, id: Id<ReportId>, upload: Upload) -> ApiResult<Json<SentReport>> {
    let photos = upload.files_of("photo");
    let report = reports::resubmit_report(&caller.ctx, &caller.actor, id.0, upload.text("description"), photos).await?;
    let message = api_words::report_sent(caller.actor.locale);
    Ok(Json(SentReport { message, photo_report: report }))
}
