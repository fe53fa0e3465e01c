//! A sponsor's money for charts: by month, by what it was spent on, by project.

use birqadam_core::{Amount, ProjectId};
use chrono::NaiveDate;

/// Sums are in minor units of the currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SponsorCharts {
    pub currency: String,
    /// The last twelve, this one among them; in order.
    pub months: Vec<SponsorMonth>,
    /// Of all time, the greatest first; together what was spent.
    pub categories: Vec<SpentCategory>,
    /// Of all time, those that got the most first.
    pub projects: Vec<SponsoredProject>,
}

/// What happened in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SponsorMonth {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Came in this month and did not go back, ever.
    pub given: Amount,
    /// Came in this month and went back, whenever.
    pub returned: Amount,
    /// Paid expenses with receipts of this month.
    pub spent: Amount,
}

/// What expenses called the same took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpentCategory {
    /// One of the lines of that name, by which the list is filtered.
    pub line: i64,
    pub category: String,
    pub spent: Amount,
}

/// What a project did with one's money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SponsoredProject {
    pub id: ProjectId,
    pub title: String,
    pub spent: Amount,
    pub left: Amount,
}
