//! A sponsor's money in all projects, and what is new there.

use birqadam_core::{Amount, ExpenseId, ProjectId, SponsorshipId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ImpactKind;

/// One's money in all projects. Sums are in whole units of the currency;
/// `total_sponsored` = `spent` + `balance`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SponsorMoney {
    /// What one gave, without what went back.
    pub total_sponsored: Amount,
    pub spent: Amount,
    pub balance: Amount,
    pub currency: String,
    /// Payments that came.
    pub sponsorships: i64,
    /// Projects that got something.
    pub projects: i64,
    /// Payments that were begun and did not come yet.
    pub waiting: i64,
    /// What these projects did, all together; of whole projects, not of one's share.
    pub impact: Vec<ImpactSum>,
    /// People who completed a task in them.
    pub volunteers: i64,
}

/// One measure over several projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImpactSum {
    pub kind: ImpactKind,
    /// `1`, `ha`, `kg`.
    pub unit: String,
    pub total: f64,
}

/// What a sponsor's home page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SponsorHome {
    pub money: SponsorMoney,
    /// Payments that were begun, the oldest first.
    pub waiting: Vec<WaitingPayment>,
    /// What one's money was spent on lately, the latest first.
    pub expenses: Vec<NewExpense>,
    /// Projects one gave to, the latest first.
    pub projects: Vec<SupportedProject>,
    /// Projects one follows, those with the latest news first.
    pub followed: Vec<FollowedProject>,
}

/// A payment that was begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitingPayment {
    pub id: SponsorshipId,
    pub project: String,
    pub amount: Amount,
    pub currency: String,
    pub since: DateTime<Utc>,
}

/// An expense that one's money paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewExpense {
    pub id: ExpenseId,
    pub project_id: ProjectId,
    pub project: String,
    pub category: String,
    pub description: String,
    pub paid: Amount,
    pub currency: String,
    pub decided_at: DateTime<Utc>,
}

/// A project one gave to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupportedProject {
    pub id: ProjectId,
    pub title: String,
    pub status: String,
    pub given: Amount,
    pub left: Amount,
    pub currency: String,
}

/// A project one follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FollowedProject {
    pub id: ProjectId,
    pub title: String,
    pub status: String,
    pub city: String,
    /// What is needed; `None` where the organizer does not say.
    pub needed: Option<Amount>,
    pub raised: Amount,
    pub currency: String,
    /// Reports approved and expenses made public in the last week.
    pub new_reports: i64,
    pub new_expenses: i64,
    /// The latest of both, ever.
    pub latest_on: Option<NaiveDate>,
}
