//! Statistics as the API gives them: many figures in one answer, by the names of the measures.

use std::collections::BTreeMap;

use birqadam_core::{FieldCode, Result, validate::Validator};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Answer, Filters, FiltersInput, FunnelStep, Granularity, Key, Period, PeriodInput};

/// Which period, which part, and whether the period before is wanted too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatisticsInput {
    pub period: PeriodInput,
    pub filters: FiltersInput,
    pub compare: CompareInput,
}

/// As it comes in an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "ssr", into_params(parameter_in = Query))]
#[serde(default)]
pub struct CompareInput {
    /// `true`: with the figures of the period before.
    pub compare: String,
}

impl StatisticsInput {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with everything that is wrong, by the names of the parameters.
    pub fn read(&self, today: NaiveDate) -> Result<(Period, Filters, bool)> {
        let mut v = Validator::new();
        let period = self.period.read(today, &mut v);
        let filters = self.filters.read(&mut v);
        let compare = match self.compare.compare.trim() {
            "" | "false" | "0" => false,
            "true" | "1" => true,
            _ => {
                v.add("compare", FieldCode::Unknown);
                false
            }
        };
        v.finish()?;
        Ok((period, filters, compare))
    }
}

/// The days the figures are of, in the platform's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StatisticsPeriod {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub granularity: Granularity,
    /// The period that `before` is of.
    pub before_from: NaiveDate,
    pub before_to: NaiveDate,
}

impl From<Period> for StatisticsPeriod {
    fn from(period: Period) -> Self {
        let before = period.before();
        StatisticsPeriod {
            from: period.from,
            to: period.to,
            granularity: period.granularity,
            before_from: before.from,
            before_to: before.to,
        }
    }
}

/// One figure; `null` is unknown, not zero. Hours are hours, times are seconds, shares 0 to 1, money is
/// in whole units of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Figure {
    pub value: Option<f64>,
    /// Of the period before, when that was asked for.
    pub before: Option<f64>,
}

/// A part of a chart: days, or a name, or a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChartPoint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// A city, a type of volunteering, a role, a title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Of the project or organizer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    pub value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<f64>,
}

/// Charts by name, `<measure>_by_<period, city, type, role, project>`.
pub type Charts = BTreeMap<String, Vec<ChartPoint>>;

/// Figures by the name of their measure.
pub type Figures = BTreeMap<String, Figure>;

impl From<&Answer> for Figure {
    fn from(answer: &Answer) -> Self {
        let of = |value: Option<f64>| value.map(|value| answer.measure.for_programs(value));
        Figure { value: of(answer.total), before: of(answer.before) }
    }
}

/// The points of an answer.
pub fn chart_points(answer: &Answer) -> Vec<ChartPoint> {
    let point = |key: &Key| match key.clone() {
        Key::Days { from, to } => (Some(from), Some(to), None, None),
        Key::Name { name } => (None, None, Some(name), None),
        Key::Record { id, label } => (None, None, Some(label), Some(id)),
    };
    let of = |value: Option<f64>| value.map(|value| answer.measure.for_programs(value));
    let points = answer.points.iter().map(|p| {
        let (from, to, name, id) = point(&p.key);
        ChartPoint { from, to, name, id, value: of(p.value), before: of(p.before) }
    });
    points.collect()
}

/// How many came as far as this step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FunnelCount {
    pub step: FunnelStep,
    pub people: i64,
}

/// Volunteers by month of registration; `active[n]` were active n months later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RetentionRow {
    pub month: NaiveDate,
    pub registered: i64,
    pub active: Vec<i64>,
}

/// What happened in a city.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CityRow {
    pub city: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub projects_active: i64,
    pub joins: i64,
    pub reports_approved: i64,
    pub hours: f64,
}

/// Reports that may come, by day: an estimate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ForecastDay {
    pub day: NaiveDate,
    pub expected: f64,
}

/// Of the whole platform. Totals are those of now; `figures` and `charts_data` those of the period.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PlatformStatistics {
    /// All that happened before is counted; `null`: nothing is yet.
    pub as_of: Option<DateTime<Utc>>,
    pub total_users: Option<i64>,
    /// By the role asked for at registration.
    pub volunteers: Option<i64>,
    pub organizers: Option<i64>,
    pub moderators: Option<i64>,
    pub sponsors: Option<i64>,
    pub partners: Option<i64>,
    pub admins: Option<i64>,
    pub active_projects: Option<i64>,
    pub completed_projects: Option<i64>,
    /// Accounts and projects that wait for a moderator.
    pub pending_approvals: Option<i64>,
    pub pending_accounts: Option<i64>,
    pub pending_projects: Option<i64>,
    /// In the last ten years.
    pub completed_tasks: Option<i64>,
    /// Ratings of reports in the last ten years.
    pub total_ratings: Option<i64>,
    pub period: StatisticsPeriod,
    pub figures: Figures,
    pub charts_data: Charts,
    /// Volunteers who registered in the period, and how far they came.
    pub funnel: Vec<FunnelCount>,
    pub retention: Vec<RetentionRow>,
    pub cities: Vec<CityRow>,
    /// Empty where there are not yet eight weeks of history.
    pub forecast_reports: Vec<ForecastDay>,
}

/// Of one's own projects.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OrganizerAnalytics {
    pub as_of: Option<DateTime<Utc>>,
    pub active_projects: Option<i64>,
    pub completed_projects: Option<i64>,
    pub pending_reports: Option<i64>,
    pub period: StatisticsPeriod,
    pub figures: Figures,
    pub charts_data: Charts,
}

/// Of one's own work.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct VolunteerStatistics {
    pub as_of: Option<DateTime<Utc>>,
    /// Projects in which work was done.
    pub total_projects: i64,
    /// Tasks done.
    pub total_tasks: i64,
    /// The mean of all ratings received; `null` before the first.
    pub average_rating: Option<f64>,
    pub period: StatisticsPeriod,
    pub figures: Figures,
    pub charts_data: Charts,
}

/// What anyone may know of the platform: for sponsors and partners.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OpenStatistics {
    pub as_of: Option<DateTime<Utc>>,
    pub active_projects: Option<i64>,
    pub completed_projects: Option<i64>,
    pub period: StatisticsPeriod,
    pub figures: Figures,
    pub charts_data: Charts,
}
