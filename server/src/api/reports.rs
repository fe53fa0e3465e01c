//! Reports as documents, and those that come by themselves.

use axum::http::StatusCode;
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::schedule::{ReportSchedule, ScheduleInput};
use birqadam_core::{Error, FieldCode, Permission, ScheduleId};
use birqadam_volunteering::ops::report_schedules::{self, Switch};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::exports::answer_started;
use crate::exports::start::{self, ExportInput};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(export_project_report))
        .routes(routes!(export_period_report))
        .routes(routes!(list_schedules, save_schedule))
        .routes(routes!(switch_schedule, delete_schedule))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ProjectReportQuery {
    /// One of one's own projects.
    #[param(example = "5")]
    project_id: String,
    /// `pdf` or `xlsx`.
    #[param(example = "pdf")]
    format: String,
    /// The language of the report: `ru`, `kk`, `en`; the caller's when it is not said.
    locale: String,
}

/// The report on one of one's own projects, as PDF or XLSX. A small one is the answer itself (200); a
/// large one is made by a job (202): follow it at `/api/exports/{id}`.
#[utoipa::path(get, path = "/api/organizer/export-report", tag = "organizer", security(("bearer" = [])),
    params(ProjectReportQuery),
    responses((status = 200, description = "The file", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 202, body = birqadam_core::export::Export), (status = "default", body = ErrorBody)))]
async fn export_project_report(caller: Caller, Query(query): Query<ProjectReportQuery>) -> ApiResult<Response> {
    caller.actor.require(Permission::ProjectsManageOwn)?;
    let about = [("project_id", query.project_id.trim())];
    export(caller, "project_report", &about, query.format, query.locale).await
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct PeriodReportQuery {
    /// As in `/api/admin/platform-statistics`: `month`, `last_month` …; ignored beside `from`.
    period: String,
    /// First day: `2026-11-01`.
    from: String,
    /// Last day; today when only `from` is given.
    to: String,
    /// A city: `Almaty`.
    city: String,
    /// The type of volunteering: `environmental`.
    #[serde(rename = "type")]
    kind: String,
    /// `pdf` or `xlsx`.
    #[param(example = "xlsx")]
    format: String,
    /// The language of the report: `ru`, `kk`, `en`; the caller's when it is not said.
    locale: String,
}

/// The report on a period of the whole platform, as PDF or XLSX.
#[utoipa::path(get, path = "/api/admin/export-report", tag = "admin", security(("bearer" = [])),
    params(PeriodReportQuery),
    responses((status = 200, description = "The file", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 202, body = birqadam_core::export::Export), (status = "default", body = ErrorBody)))]
async fn export_period_report(caller: Caller, Query(query): Query<PeriodReportQuery>) -> ApiResult<Response> {
    caller.actor.require(Permission::AnalyticsView)?;
    let about = [
        ("period", query.period.as_str()),
        ("from", &query.from),
        ("to", &query.to),
        ("city", &query.city),
        ("type", &query.kind),
    ];
    export(caller, "period_report", &about, query.format, query.locale).await
}

async fn export(
    caller: Caller,
    report: &str,
    about: &[(&str, &str)],
    format: String,
    locale: String,
) -> ApiResult<Response> {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(about).finish();
    let input = ExportInput { list: report.to_owned(), query, format, locale };
    Ok(answer_started(start::start(&caller.ctx, &caller.actor, input).await?))
}

/// The regular reports of the caller.
#[derive(Serialize, ToSchema)]
struct Schedules {
    items: Vec<ReportSchedule>,
}

/// One's own regular reports.
#[utoipa::path(get, path = "/api/report-schedules", tag = "exports", security(("bearer" = [])),
    responses((status = 200, body = Schedules), (status = "default", body = ErrorBody)))]
async fn list_schedules(caller: Caller) -> ApiResult<Json<Schedules>> {
    let items = report_schedules::list_schedules(&caller.ctx, &caller.actor).await?;
    Ok(Json(Schedules { items }))
}

/// Have a report come by itself: on Mondays of the week before, or on the first of the month before. The
/// same one again takes the format and language given now.
#[utoipa::path(post, path = "/api/report-schedules", tag = "exports", security(("bearer" = [])),
    request_body = ScheduleInput,
    responses((status = 201, body = ReportSchedule), (status = "default", body = ErrorBody)))]
async fn save_schedule(
    caller: Caller,
    Json(input): Json<ScheduleInput>,
) -> ApiResult<(StatusCode, Json<ReportSchedule>)> {
    let schedule = report_schedules::save_schedule(&caller.ctx, &caller.actor, input).await?;
    Ok((StatusCode::CREATED, Json(schedule)))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct SwitchInput {
    is_on: Option<bool>,
}

/// Switch a regular report on or off.
#[utoipa::path(put, path = "/api/report-schedules/{id}", tag = "exports", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = SwitchInput,
    responses((status = 200, body = ReportSchedule), (status = "default", body = ErrorBody)))]
async fn switch_schedule(
    caller: Caller,
    id: Id<ScheduleId>,
    Json(input): Json<SwitchInput>,
) -> ApiResult<Json<ReportSchedule>> {
    let is_on = input.is_on.ok_or_else(|| Error::field("is_on", FieldCode::Required))?;
    let to = if is_on { Switch::On } else { Switch::Off };
    Ok(Json(report_schedules::switch_schedule(&caller.ctx, &caller.actor, id.0, to).await?))
}

/// Remove a regular report; the files it made stay.
#[utoipa::path(delete, path = "/api/report-schedules/{id}", tag = "exports", security(("bearer" = [])),
    params(("id" = i64, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn delete_schedule(caller: Caller, id: Id<ScheduleId>) -> ApiResult<StatusCode> {
    report_schedules::delete_schedule(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}
