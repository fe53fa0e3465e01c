//! A gift that is asked for again each month.

use birqadam_core::{
    Amount, FieldCode, FieldError, FormInput, PledgeId, ProjectId, Result, form::problems, validate::Validator,
};
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{CURRENCY, GIFT_MAX, GIFT_MIN, PURPOSE_MAX, PledgeStatus, read_amount, text_or_number};

/// `POST /api/sponsor/pledges` and the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewPledge {
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub project_id: Option<ProjectId>,
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = f64, example = 10000))]
    pub amount: String,
    pub currency: String,
    pub purpose: String,
    pub is_anonymous: bool,
    pub provider: String,
    /// 1 to 28; empty is today's.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>, example = 1))]
    pub day_of_month: String,
}

/// A pledge that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidPledge {
    pub project_id: ProjectId,
    pub amount: Amount,
    pub purpose: String,
    pub is_anonymous: bool,
    pub provider: Option<String>,
    pub day_of_month: Option<u32>,
}

impl NewPledge {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with everything that cannot be accepted.
    pub fn validate(&self) -> Result<ValidPledge> {
        let mut v = Validator::new();
        v.check(self.project_id.is_some(), "project_id", FieldCode::Required);
        let amount = read_amount(&mut v, "amount", &self.amount, GIFT_MIN, GIFT_MAX);
        v.check(self.currency.is_empty() || self.currency == CURRENCY, "currency", FieldCode::Unknown);
        let purpose = v.line("purpose", &self.purpose, 0, PURPOSE_MAX);
        let day = v.whole_number("day_of_month", &self.day_of_month, 1, 28);
        v.finish()?;
        Ok(ValidPledge {
            project_id: self.project_id.unwrap_or(ProjectId(0)),
            amount: amount.unwrap_or(GIFT_MIN),
            purpose,
            is_anonymous: self.is_anonymous,
            provider: Some(self.provider.trim().to_owned()).filter(|name| !name.is_empty()),
            day_of_month: day.and_then(|day| u32::try_from(day).ok()),
        })
    }
}

impl FormInput for NewPledge {
    const NAME: &'static str = "pledge";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// One of one's own pledges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Pledge {
    pub id: PledgeId,
    pub project_id: ProjectId,
    pub project_title: String,
    pub amount: Amount,
    pub currency: String,
    pub purpose: String,
    pub is_anonymous: bool,
    pub provider: String,
    pub status: PledgeStatus,
    pub day_of_month: i16,
    /// When the next gift is asked for; of an active pledge.
    pub next_on: NaiveDate,
    /// What came by it so far.
    pub received: Amount,
}

/// The first day of that number on or after `from`.
pub fn next_due(from: NaiveDate, day_of_month: u32) -> NaiveDate {
    let day = day_of_month.clamp(1, 28);
    let this = from.with_day(day).unwrap_or(from);
    if this >= from { this } else { this.checked_add_months(Months::new(1)).unwrap_or(this) }
}

/// The day after which the next month's gift is asked for: a month on, and never in the past.
pub fn due_after(due: NaiveDate, today: NaiveDate) -> NaiveDate {
    let next = due.checked_add_months(Months::new(1)).unwrap_or(due);
    if next > today { next } else { next_due(today.succ_opt().unwrap_or(today), due.day()) }
}

/// The month a day belongs to, by its first day.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn gifts_are_due_each_month() {
        let table = [
            ("2026-11-21", 21, "2026-11-21"),
            ("2026-11-21", 28, "2026-11-28"),
            ("2026-11-21", 1, "2026-12-01"),
            ("2026-12-31", 15, "2027-01-15"),
            ("2027-01-31", 28, "2027-02-28"),
        ];
        for (from, number, due) in table {
            assert_eq!(next_due(day(from), number), day(due), "{from} {number}");
        }
        assert_eq!(due_after(day("2026-11-21"), day("2026-11-22")), day("2026-12-21"));
        // After a long pause one month is asked for, not all of them.
        assert_eq!(due_after(day("2026-01-05"), day("2026-11-21")), day("2026-12-05"));
    }

    proptest! {
        #[test]
        fn the_next_gift_is_another_months(offset in 0_u64..2000, late in 0_u64..400, number in 1_u32..=28) {
            let from = day("2026-01-01") + chrono::Days::new(offset);
            let due = next_due(from, number);
            prop_assert!(due >= from && due.day() == number);
            let today = due + chrono::Days::new(late);
            let next = due_after(due, today);
            prop_assert!(next > today && next.day() == number && month_of(next) > month_of(due));
        }
    }
}
