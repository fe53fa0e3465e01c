//! The organizer's review of photo reports.

use axum::http::HeaderMap;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, ReportId};
use birqadam_volunteering::ops::report_review;
use birqadam_volunteering::{ApproveReport, RefuseReport, Report, ReportFilter, ReportReview};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_reports))
        .routes(routes!(review_report))
        .routes(routes!(approve_report))
        .routes(routes!(return_report))
        .routes(routes!(reject_report))
}

/// Reports on one's own projects: the oldest first among those that wait, else the newest.
#[utoipa::path(get, path = "/api/organizer/photo-reports", tag = "organizer", security(("bearer" = [])),
    params(ReportFilter, PageRequest),
    responses((status = 200, body = Page<Report>), (status = "default", body = ErrorBody)))]
async fn list_reports(
    caller: Caller,
    Query(filter): Query<ReportFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<Report>>> {
    Ok(Json(report_review::list_reports_to_review(&caller.ctx, &caller.actor, filter, page).await?))
}

/// One report with the evidence beside each photo.
#[utoipa::path(get, path = "/api/organizer/photo-reports/{id}", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = ReportReview), (status = "default", body = ErrorBody)))]
async fn review_report(caller: Caller, id: Id<ReportId>) -> ApiResult<Versioned<ReportReview>> {
    let review = report_review::review_report(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(review.report.version, review))
}

/// Approve with a rating of 1 to 5. Twice has one effect.
#[utoipa::path(post, path = "/api/organizer/photo-reports/{id}/approve", tag = "organizer",
    security(("bearer" = [])), params(("id" = i64, Path)), request_body = ApproveReport,
    responses((status = 200, body = Report), (status = "default", body = ErrorBody)))]
async fn approve_report(
    caller: Caller,
    id: Id<ReportId>,
    headers: HeaderMap,
    Json(mut input): Json<ApproveReport>,
) -> ApiResult<Versioned<Report>> {
    input.version = if_match(&headers)?.or(input.version);
    let report = report_review::approve_report(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(report.version, report))
}

/// Send back for correction. `fields` says what opens, with a word at each: `photo`, `description`.
/// Without it both open.
#[utoipa::path(post, path = "/api/organizer/photo-reports/{id}/return", tag = "organizer",
    security(("bearer" = [])), params(("id" = i64, Path)), request_body = RefuseReport,
    responses((status = 200, body = Report), (status = "default", body = ErrorBody)))]
async fn return_report(
    caller: Caller,
    id: Id<ReportId>,
    headers: HeaderMap,
    Json(mut input): Json<RefuseReport>,
) -> ApiResult<Versioned<Report>> {
    input.version = if_match(&headers)?.or(input.version);
    let report = report_review::return_report(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(report.version, report))
}

/// Reject for good.
#[utoipa::path(post, path = "/api/organizer/photo-reports/{id}/reject", tag = "organizer",
    security(("bearer" = [])), params(("id" = i64, Path)), request_body = RefuseReport,
    responses((status = 200, body = Report), (status = "default", body = ErrorBody)))]
async fn reject_report(
    caller: Caller,
    id: Id<ReportId>,
    headers: HeaderMap,
    Json(mut input): Json<RefuseReport>,
) -> ApiResult<Versioned<Report>> {
    input.version = if_match(&headers)?.or(input.version);
    let report = report_review::reject_report(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(report.version, report))
}
