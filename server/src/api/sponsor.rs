//! The sponsor's side: projects that take money, what became of one's own, receipts.

use axum::http::StatusCode;
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, ProjectId, SponsorshipId};
use birqadam_funding::ops::{sponsor_files, sponsor_projects, sponsor_report};
use birqadam_funding::{SponsorProject, SponsorProjectFilter, SponsorReport};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::exports::answer_started;
use crate::exports::start::{self, ExportInput};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_projects))
        .routes(routes!(follow_project, unfollow_project))
        .routes(routes!(project_report))
        .routes(routes!(payment_receipt))
}

/// Published projects that take money, newest first, with what they need and what they have.
#[utoipa::path(get, path = "/api/sponsor/projects", tag = "sponsor", security(("bearer" = [])),
    params(SponsorProjectFilter, PageRequest),
    responses((status = 200, body = Page<SponsorProject>), (status = "default", body = ErrorBody)))]
async fn list_projects(
    caller: Caller,
    Query(filter): Query<SponsorProjectFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<SponsorProject>>> {
    Ok(Json(sponsor_projects::list_sponsor_projects(&caller.ctx, &caller.actor, filter, page).await?))
}

/// Follow a public project: its news stand on the home page. Twice is once.
#[utoipa::path(post, path = "/api/sponsor/projects/{id}/follow", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn follow_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<StatusCode> {
    sponsor_projects::follow_project(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Follow it no longer.
#[utoipa::path(delete, path = "/api/sponsor/projects/{id}/follow", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn unfollow_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<StatusCode> {
    sponsor_projects::unfollow_project(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What became of one's money in a project: sums, receipts, tasks, approved photos, impact. `404` for
/// who gave nothing. As a file: `POST /api/exports` with
/// `{"list": "sponsor_report", "query": "project_id=…", "format": "pdf", "locale": "kk"}` (or `xlsx`).
#[utoipa::path(get, path = "/api/sponsor/project-reports/{id}", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = SponsorReport), (status = "default", body = ErrorBody)))]
async fn project_report(caller: Caller, id: Id<ProjectId>) -> ApiResult<Json<SponsorReport>> {
    Ok(Json(sponsor_report::sponsor_report(&caller.ctx, &caller.actor, id.0).await?))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ReceiptQuery {
    /// The language of the receipt: `ru`, `kk`, `en`; the caller's when it is not said.
    locale: String,
}

/// The receipt of a payment of one's own, as PDF. `404` for one that was not paid.
#[utoipa::path(get, path = "/api/sponsor/sponsorships/{id}/receipt", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path), ReceiptQuery),
    responses((status = 200, description = "The file", content_type = "application/pdf", body = Vec<u8>),
        (status = "default", body = ErrorBody)))]
async fn payment_receipt(
    caller: Caller,
    id: Id<SponsorshipId>,
    Query(query): Query<ReceiptQuery>,
) -> ApiResult<Response> {
    sponsor_files::payment_receipt(&caller.ctx, &caller.actor, id.0).await?;
    let input = ExportInput {
        list: "sponsorship_receipt".into(),
        query: format!("id={}", id.0),
        format: "pdf".into(),
        locale: query.locale,
    };
    Ok(answer_started(start::start(&caller.ctx, &caller.actor, input).await?))
}
