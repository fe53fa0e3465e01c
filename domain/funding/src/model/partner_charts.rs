//! What a partner lent, for charts: by month, by resource, how they answered.

use birqadam_core::ResourceId;
use chrono::NaiveDate;

use super::ResourceRequestStatus;

/// A request counts where it is promised or was lent, in the month it begins in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartnerCharts {
    /// The last twelve, this one among them; in order.
    pub months: Vec<PartnerMonth>,
    /// In these months, those lent most often first.
    pub resources: Vec<LentResource>,
    /// Of all time, by the state they are in now: promised or lent, other dates offered, rejected.
    pub answers: Vec<(ResourceRequestStatus, i64)>,
    /// From a request to the first answer, of the same; `None` before the first.
    pub median_answer_seconds: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartnerMonth {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub lendings: i64,
    /// Days on which something is lent, of each lending, also those after the month's end.
    pub days: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LentResource {
    pub id: ResourceId,
    pub title: String,
    pub lendings: i64,
}
