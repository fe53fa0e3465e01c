//! Statistics of the platform, of one's own projects, of one's own work.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use birqadam_analytics::model::{
    ChartPoint, Charts, CompareInput, FiltersInput, OpenStatistics, OrganizerAnalytics, PeriodInput,
    PlatformStatistics, StatisticsInput, VolunteerStatistics,
};
use birqadam_analytics::ops;
use birqadam_app::state::AppState;
use birqadam_core::{Amount, Permission};
use birqadam_funding::ops::partner_charts::partner_charts;
use birqadam_funding::ops::raised::platform_raised;
use birqadam_funding::ops::sponsor_charts::sponsor_charts;
use birqadam_funding::ops::sponsor_home::sponsor_money;
use birqadam_funding::{
    LentResource, PartnerCharts, PartnerMonth, SponsorCharts, SponsorMoney, SponsorMonth, SponsoredProject,
};
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

/// What the platform does in the period, one's own money of all time, and its charts.
#[derive(Serialize, ToSchema)]
struct SponsorStatistics {
    #[serde(flatten)]
    platform: OpenStatistics,
    money: SponsorMoney,
    /// One's own money, whatever the period: `given_by_period`, `spent_by_period`, `returned_by_period` of the last
    /// twelve months; `spent_by_category`, `spent_by_project`, `left_by_project` of all time.
    money_charts: Charts,
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
        money_charts: money_charts(&sponsor_charts(&caller.ctx, &caller.actor).await?),
    }))
}

/// What the platform does, for partners, and what one lent oneself.
#[utoipa::path(get, path = "/api/partner/statistics", tag = "partner", security(("bearer" = [])),
    params(PeriodInput, FiltersInput, CompareInput),
    responses((status = 200, body = PartnerStatistics), (status = "default", body = ErrorBody)))]
async fn partner_statistics(caller: Caller, Asked(input): Asked) -> ApiResult<Json<PartnerStatistics>> {
    let permission = Permission::ResourcesManageOwn;
    let lent = partner_charts(&caller.ctx, &caller.actor).await?;
    Ok(Json(PartnerStatistics {
        platform: ops::open_statistics(&caller.ctx, &caller.actor, permission, &input).await?,
        median_answer_seconds: lent.median_answer_seconds,
        lending_charts: lending_charts(&lent),
    }))
}

/// What the platform does in the period, and what one lent.
#[derive(Serialize, ToSchema)]
struct PartnerStatistics {
    #[serde(flatten)]
    platform: OpenStatistics,
    /// From a request to one's first answer, in the middle; `null` before the first.
    median_answer_seconds: Option<f64>,
    /// What one lent, whatever the period: `lendings_by_period`, `days_by_period`, `lendings_by_resource` of the last
    /// twelve months by the month they begin in; `requests_by_answer` of all time.
    lending_charts: Charts,
}

fn point(value: f64) -> ChartPoint {
    ChartPoint { from: None, to: None, name: None, id: None, value: Some(value), before: None }
}

fn named(name: &str, value: f64) -> ChartPoint {
    ChartPoint { name: Some(name.to_owned()), ..point(value) }
}

/// Under the names that the platform's charts have too.
fn money_charts(money: &SponsorCharts) -> Charts {
    let months = |of: fn(&SponsorMonth) -> Amount| {
        let month = |one: &SponsorMonth| ChartPoint { from: Some(one.from), to: Some(one.to), ..point(major(of(one))) };
        money.months.iter().map(month).collect()
    };
    let projects = |of: fn(&SponsoredProject) -> Amount| {
        let project = |one: &SponsoredProject| ChartPoint { id: Some(one.id.0), ..named(&one.title, major(of(one))) };
        money.projects.iter().map(project).collect()
    };
    let categories = money.categories.iter().map(|one| named(&one.category, major(one.spent))).collect();
    Charts::from([
        ("given_by_period".to_owned(), months(|one| one.given)),
        ("spent_by_period".to_owned(), months(|one| one.spent)),
        ("returned_by_period".to_owned(), months(|one| one.returned)),
        ("spent_by_category".to_owned(), categories),
        ("spent_by_project".to_owned(), projects(|one| one.spent)),
        ("left_by_project".to_owned(), projects(|one| one.left)),
    ])
}

/// Whole units of the currency.
fn major(amount: Amount) -> f64 {
    amount.0 as f64 / 100.0
}

fn lending_charts(lent: &PartnerCharts) -> Charts {
    let months = |of: fn(&PartnerMonth) -> i64| {
        let month = |one: &PartnerMonth| ChartPoint { from: Some(one.from), to: Some(one.to), ..point(of(one) as f64) };
        lent.months.iter().map(month).collect()
    };
    let resource = |one: &LentResource| ChartPoint { id: Some(one.id.0), ..named(&one.title, one.lendings as f64) };
    let answers = lent.answers.iter().map(|(answer, n)| named(answer.as_str(), *n as f64)).collect();
    Charts::from([
        ("lendings_by_period".to_owned(), months(|one| one.lendings)),
        ("days_by_period".to_owned(), months(|one| one.days)),
        ("lendings_by_resource".to_owned(), lent.resources.iter().map(resource).collect()),
        ("requests_by_answer".to_owned(), answers),
    ])
}
