//! Figures with a shape of their own: the way to the first report, cohorts, cities on a map.

use birqadam_core::city::{CITIES, City};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where people stand on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FunnelStep {
    Registered,
    Approved,
    /// Took a place on a task.
    FirstTask,
    /// A report was approved.
    FirstReport,
}

impl FunnelStep {
    pub const ALL: [FunnelStep; 4] =
        [FunnelStep::Registered, FunnelStep::Approved, FunnelStep::FirstTask, FunnelStep::FirstReport];
}

/// Of the volunteers who registered in the period, how many came how far until now. Each step
/// counts only those who also made the steps before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    pub steps: Vec<(FunnelStep, i64)>,
}

/// Volunteers who registered in one month, and how many of them were active later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// The first day of the month.
    pub month: NaiveDate,
    pub registered: i64,
    /// Active in the month itself, in the next one and so on, up to the current month, which is
    /// not over. Active is who took a place or sent a report.
    pub active: Vec<i64>,
}

/// What happened in a city.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CityActivity {
    /// Its name in the catalogue of cities.
    pub city: String,
    pub projects_active: i64,
    pub joins: i64,
    pub reports_approved: i64,
    pub hours: f64,
}

impl CityActivity {
    /// Where it is; `None` for a city that is not in the catalogue.
    pub fn place(&self) -> Option<&'static City> {
        CITIES.iter().find(|city| city.name == self.city)
    }
}
