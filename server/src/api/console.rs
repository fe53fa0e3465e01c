//! The console: settings, feature flags, jobs, health, storage. Its lists are with all lists: `jobs`,
//! `job_runs`, `storage_findings`.

use axum::http::StatusCode;
use birqadam_app::state::AppState;
use birqadam_console::ops::{health, jobs, storage};
use birqadam_console::{Incident, JobDetails, JobRow, JobSchedule, ServiceHealth, StorageReport};
use birqadam_core::ssr::{flags, settings};
use birqadam_core::switches::{ChangeFlag, ChangeSetting, FlagInfo, SettingState};
use birqadam_funding::ProviderHealth;
use birqadam_funding::ops::provider_health;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_settings, change_setting))
        .routes(routes!(list_flags, change_flag))
        .routes(routes!(list_schedules))
        .routes(routes!(find_job, cancel_job))
        .routes(routes!(retry_job))
        .routes(routes!(find_health, check_health))
        .routes(routes!(find_storage, look_through_storage))
        .routes(routes!(delete_orphans))
}

/// Every setting with its value, its default and its version.
#[utoipa::path(get, path = "/api/admin/settings", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = All<SettingState>), (status = "default", body = ErrorBody)))]
async fn list_settings(caller: Caller) -> ApiResult<Json<All<SettingState>>> {
    Ok(Json(settings::list_settings(&caller.ctx, &caller.actor).await?.into()))
}

/// Change one setting. With `version`, a stale one is a 409 that shows both values.
#[utoipa::path(put, path = "/api/admin/settings", tag = "admin", security(("bearer" = [])), request_body = ChangeSetting,
    responses((status = 200, body = SettingState), (status = "default", body = ErrorBody)))]
async fn change_setting(caller: Caller, Json(input): Json<ChangeSetting>) -> ApiResult<Json<SettingState>> {
    Ok(Json(settings::change_setting(&caller.ctx, &caller.actor, input).await?))
}

/// Every feature flag, for whom it is on and for how many people.
#[utoipa::path(get, path = "/api/admin/flags", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = All<FlagInfo>), (status = "default", body = ErrorBody)))]
async fn list_flags(caller: Caller) -> ApiResult<Json<All<FlagInfo>>> {
    Ok(Json(flags::list_flags(&caller.ctx, &caller.actor).await?.into()))
}

/// Change for whom one feature is on. With `version`, a stale one is a 409 that shows both rules.
#[utoipa::path(put, path = "/api/admin/flags", tag = "admin", security(("bearer" = [])), request_body = ChangeFlag,
    responses((status = 200, body = FlagInfo), (status = "default", body = ErrorBody)))]
async fn change_flag(caller: Caller, Json(input): Json<ChangeFlag>) -> ApiResult<Json<FlagInfo>> {
    Ok(Json(flags::change_flag(&caller.ctx, &caller.actor, input).await?))
}

/// What runs by the clock, when next and how the last time went.
#[utoipa::path(get, path = "/api/admin/job-schedules", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = All<JobSchedule>), (status = "default", body = ErrorBody)))]
async fn list_schedules(caller: Caller) -> ApiResult<Json<All<JobSchedule>>> {
    Ok(Json(jobs::list_schedules(&caller.ctx, &caller.actor).await?.into()))
}

/// One job with what it carries (personal data and secrets left out) and its runs.
#[utoipa::path(get, path = "/api/admin/jobs/{id}", tag = "admin", security(("bearer" = [])), params(("id" = i64, Path)),
    responses((status = 200, body = JobDetails), (status = "default", body = ErrorBody)))]
async fn find_job(caller: Caller, id: Id<i64>) -> ApiResult<Json<JobDetails>> {
    Ok(Json(jobs::find_job(&caller.ctx, &caller.actor, id.0).await?))
}

/// Cancel a job that does not run.
#[utoipa::path(delete, path = "/api/admin/jobs/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn cancel_job(caller: Caller, id: Id<i64>) -> ApiResult<StatusCode> {
    jobs::cancel_job(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Start a job again, at once and with all its attempts.
#[utoipa::path(post, path = "/api/admin/jobs/{id}/retry", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = JobRow), (status = "default", body = ErrorBody)))]
async fn retry_job(caller: Caller, id: Id<i64>) -> ApiResult<Json<JobRow>> {
    Ok(Json(jobs::retry_job(&caller.ctx, &caller.actor, id.0).await?))
}

/// The services behind the platform, what changed lately, and how payment providers answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    pub services: Vec<ServiceHealth>,
    pub incidents: Vec<Incident>,
    /// Those that are set up.
    pub providers: Vec<ProviderHealth>,
}

/// How each service was when last looked at.
#[utoipa::path(get, path = "/api/admin/health", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = Health), (status = "default", body = ErrorBody)))]
async fn find_health(caller: Caller) -> ApiResult<Json<Health>> {
    let services = health::list_services(&caller.ctx, &caller.actor).await?;
    let incidents = health::list_incidents(&caller.ctx, &caller.actor).await?;
    let providers = provider_health::list_providers(&caller.ctx, &caller.actor).await?;
    Ok(Json(Health { services, incidents, providers }))
}

/// Look at every service now, by a job.
#[utoipa::path(post, path = "/api/admin/health", tag = "admin", security(("bearer" = [])),
    responses((status = 202), (status = "default", body = ErrorBody)))]
async fn check_health(caller: Caller) -> ApiResult<StatusCode> {
    health::check_now(&caller.ctx, &caller.actor).await?;
    Ok(StatusCode::ACCEPTED)
}

/// What is stored, as the last look found it.
#[utoipa::path(get, path = "/api/admin/storage", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = StorageReport), (status = "default", body = ErrorBody)))]
async fn find_storage(caller: Caller) -> ApiResult<Json<StorageReport>> {
    Ok(Json(storage::find_storage(&caller.ctx, &caller.actor).await?))
}

/// Look through the store now, by a job.
#[utoipa::path(post, path = "/api/admin/storage", tag = "admin", security(("bearer" = [])),
    responses((status = 202), (status = "default", body = ErrorBody)))]
async fn look_through_storage(caller: Caller) -> ApiResult<StatusCode> {
    storage::look_now(&caller.ctx, &caller.actor).await?;
    Ok(StatusCode::ACCEPTED)
}

/// How many files were seen in the list.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Expected {
    pub expected: i64,
}

/// Remove the files that belong to nothing, by a job: exactly those the last look listed.
#[utoipa::path(post, path = "/api/admin/storage/delete-orphans", tag = "admin", security(("bearer" = [])),
    request_body = Expected, responses((status = 202), (status = "default", body = ErrorBody)))]
async fn delete_orphans(caller: Caller, Json(input): Json<Expected>) -> ApiResult<StatusCode> {
    storage::delete_orphans(&caller.ctx, &caller.actor, input.expected).await?;
    Ok(StatusCode::ACCEPTED)
}
