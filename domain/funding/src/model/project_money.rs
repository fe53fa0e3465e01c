//! What a project needs, got, spent and has. Minor units of the project's currency.

use birqadam_core::{ExpenseId, TaskId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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

    /// What is missing yet.
    pub fn missing_minor(&self) -> Option<i64> {
        self.needed_minor.map(|needed| (needed - self.raised_minor).max(0))
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
    pub currency: String,
    pub task_id: Option<TaskId>,
    pub task: Option<String>,
    pub receipt_name: String,
    pub receipt_type: String,
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
        assert_eq!((money(Some(1000), 400).percent(), money(Some(1000), 400).missing_minor()), (Some(40), Some(600)));
        assert_eq!((money(Some(1000), 4000).percent(), money(Some(1000), 4000).missing_minor()), (Some(100), Some(0)));
        assert_eq!((money(Some(0), 400).percent(), money(None, 400).percent()), (None, None));
        assert_eq!(money(None, 400).missing_minor(), None);
    }
}
