//! What a project needs, got, spent and has. Minor units of the project's currency.

use birqadam_core::{Amount, ExpenseId, ProjectId, TaskId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::budget::Budget;
use super::gift::Gift;
use super::impact_figures::ImpactTotal;

/// A project's money in one look. What was raised is what is there and what was spent: refunds are
/// not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectMoney {
    /// What the organizer asks for, when they said.
    pub needed_minor: Option<i64>,
    pub raised_minor: i64,
    pub spent_minor: i64,
    /// Below zero when the project spent ahead.
    pub available_minor: i64,
    /// People and organizations whose money came and did not go back.
    pub sponsors: i64,
    pub currency: String,
}

impl ProjectMoney {
    /// How much of what is needed is there, 0 to 100; nothing when nothing is asked for.
    pub fn percent(&self) -> Option<i64> {
        let needed = self.needed_minor.filter(|&needed| needed > 0)?;
        Some(share(self.raised_minor, needed).min(100))
    }
}

/// Whole percent of a part, rounded down: 100 only when all is there.
pub fn share(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    i64::try_from(i128::from(part.max(0)) * 100 / i128::from(whole)).unwrap_or(i64::MAX)
}

/// An approved expense on the way from a payment to what it led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracedExpense {
    /// Its receipt opens at `/files/receipts/{id}`.
    pub id: ExpenseId,
    pub category: String,
    pub description: String,
    pub spent_on: NaiveDate,
    pub amount_minor: i64,
    /// How much of it the sponsor's money paid; all of it when no sponsor is asked about.
    pub paid_minor: i64,
    /// What of that came after it had been spent.
    pub later_minor: i64,
    pub currency: String,
    pub task_id: Option<TaskId>,
    pub task: Option<String>,
    pub receipt_name: String,
    pub receipt_type: String,
}

/// An organizer's look at the money of one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectAccount {
    pub id: ProjectId,
    pub title: String,
    /// Whether expenses can be written down.
    pub open: bool,
    /// Whether the plan can be changed.
    pub kept: bool,
    pub money: ProjectMoney,
    pub budget: Budget,
    pub gifts: Vec<Gift>,
    /// Of approved reports.
    pub volunteer_minutes: i64,
    /// Expenses that wait for a decision, and those that were returned.
    pub waiting: i64,
    pub returned: i64,
    /// Up to which amount an expense counts at once.
    pub limit: Amount,
    /// Tasks an expense can be for.
    pub tasks: Vec<(TaskId, String)>,
}

/// What everyone may know of a project's money. Amounts are major units in JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PublicMoney {
    pub currency: String,
    pub needed: Option<Amount>,
    pub raised: Amount,
    pub spent: Amount,
    /// Whole percent of what is needed, 100 at most.
    pub percent: Option<i64>,
    pub sponsors: i64,
    /// By category, in the order of the plan.
    pub categories: Vec<SpentOn>,
    pub gifts: i64,
    pub volunteer_minutes: i64,
    pub impact: Vec<ImpactTotal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SpentOn {
    pub category: String,
    pub planned: Amount,
    pub spent: Amount,
}

impl PublicMoney {
    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        self.needed.is_none_or(|needed| needed.0 == 0)
            && self.raised.0 == 0
            && self.spent.0 == 0
            && self.gifts == 0
            && self.impact.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_whole_only_when_all_is_there() {
        let table = [
            (0, 100, 0),
            (1, 3, 33),
            (99_999, 100_000, 99),
            (100, 100, 100),
            (250, 100, 250),
            (-5, 100, 0),
            (5, 0, 0),
            (i64::MAX, 1, i64::MAX),
        ];
        for (part, whole, expected) in table {
            assert_eq!(share(part, whole), expected, "{part} of {whole}");
        }
    }

    #[test]
    fn what_is_missing_is_never_below_zero() {
        let money = |needed, raised| ProjectMoney {
            needed_minor: needed,
            raised_minor: raised,
            spent_minor: 0,
            available_minor: raised,
            sponsors: 1,
            currency: "KZT".into(),
        };
        assert_eq!((money(Some(1000), 400).percent(), money(Some(1000), 4000).percent()), (Some(40), Some(100)));
        assert_eq!((money(Some(0), 400).percent(), money(None, 400).percent()), (None, None));
    }
}
