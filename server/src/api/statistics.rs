//! Statistics of the platform, of one's own projects, of one's own work.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use birqadam_analytics::model::{
    CompareInput, FiltersInput, OpenStatistics, OrganizerAnalytics, PeriodInput, PlatformStatistics, StatisticsInput,
    VolunteerStatistics,
};
use birqadam_analytics::ops;
use birqadam_app::state::AppState;
use birqadam_core::{Amount, Permission};
use birqadam_funding::SponsorMoney;
use birqadam_funding::ops::raised::platform_raised;
use birqadam_funding::ops::sponsor_home::sponsor_money;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiError, ApiResult, ErrorBody};
use crate::http::extract::{Caller, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(platform_statistics))
        .routes(routes!(organizer_analytics))
        .routes(routes!(volunteer_statistics))
        .routes(routes!(sponsor_statistics))
        .routes(routes!(partner_statistics))
}

/// What the query asks for: period, filters, comparison.
struct Asked(StatisticsInput);

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Query(period) = Query::from_request_parts(parts, state).await?;
        let Query(filters) = Query::from_request_parts(parts, state).await?;
        let Query(compare) = Query::from_request_parts(parts, state).await?;
        Ok(Asked(StatisticsInput { period, filters, compare }))
    }
}

/// The platform in numbers: totals now, figures and charts of a period, the way from registration
/// to the first report, retention, cities. Never older than a minute or two (`as_of`).
#[utoipa::path(get, path = "/api/admin/platform-statistics", tag = "admin", security(("bearer" = [])),
    params(PeriodInput, FiltersInput, CompareInput),
    responses((status = 200, body = WholePlatform), (status = "default", body = ErrorBody)))]
async fn platform_statistics(caller: Caller, Asked(input): Asked) -> ApiResult<Json<WholePlatform>> {
    Ok(Json(WholePlatform {
        platform: ops::platform_statistics(&caller.ctx, &caller.actor, &input).await?,
        total_raised: platform_raised(&caller.ctx, &caller.actor).await?,
    }))
}

/// The platform in numbers, with its money.
#[derive(Serialize, ToSchema)]
struct WholePlatform {
    #[serde(flatten)]
    platform: PlatformStatistics,
    /// What sponsors gave and what did not go back, of all time.
    total_raised: Amount,
}

/// One's own projects in numbers; `project` narrows to one of them.
#[utoipa::path(get, path = "/api/organizer/analytics", tag = "organizer", security(("bearer" = [])),
    params(PeriodInput, FiltersInput, CompareInput),
    responses((status = 200, body = OrganizerAnalytics), (status = "default", body = ErrorBody)))]
async fn organizer_analytics(caller: Caller, Asked(input): Asked) -> ApiResult<Json<OrganizerAnalytics>> {
    Ok(Json(ops::organizer_analytics(&caller.ctx, &caller.actor, &input).await?))
}

/// One's own work in numbers.
#[utoipa::path(get, path = "/api/volunteer/statistics", tag = "volunteer", security(("bearer" = [])),
    params(PeriodInput, FiltersInput, CompareInput),
    responses((status = 200, body = VolunteerStatistics), (status = "default", body = ErrorBody)))]
async fn volunteer_statistics(caller: Caller, Asked(input): Asked) -> ApiResult<Json<VolunteerStatistics>> {
    Ok(Json(ops::volunteer_statistics(&caller.ctx, &caller.actor, &input).await?))
}

/// What the platform does in the period, and one's own money of all time.
#[derive(Serialize, ToSchema)]
struct SponsorStatistics {
    #[serde(flatten)]
    platform: OpenStatistics,
    money: SponsorMoney,
}

/// What the platform does, for sponsors: projects, work, places; and what they gave, what of it was
/// spent, what is left, what the projects they gave to did.
#[utoipa::path(get, path = "/api/sponsor/statistics", tag = "sponsor", security(("bearer" = [])),
    params(PeriodInput, FiltersInput, CompareInput),
    responses((status = 200, body = SponsorStatistics), (status = "default", body = ErrorBody)))]
async fn sponsor_statistics(caller: Caller, Asked(input): Asked) -> ApiResult<Json<SponsorStatistics>> {
    let permission = Permission::SponsorshipsCreate;
    Ok(Json(SponsorStatistics {
        platform: ops::open_statistics(&caller.ctx, &caller.actor, permission, &input).await?,
        money: sponsor_money(&caller.ctx, &caller.actor).await?,
    }))
}

/// What the platform does, for partners.
#[utoipa::path(get, path = "/api/partner/statistics", tag = "partner", security(("bearer" = [])),
    params(PeriodInput, FiltersInput, CompareInput),
    responses((status = 200, body = OpenStatistics), (status = "default", body = ErrorBody)))]
async fn partner_statistics(caller: Caller, Asked(input): Asked) -> ApiResult<Json<OpenStatistics>> {
    let permission = Permission::ResourcesManageOwn;
    Ok(Json(ops::open_statistics(&caller.ctx, &caller.actor, permission, &input).await?))
}
