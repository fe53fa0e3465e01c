//! What was given in things: beside the money, never added to it.

use birqadam_core::form::problems;
use birqadam_core::validate::Validator;
use birqadam_core::{Amount, Error, FieldCode, FieldError, FormInput, GiftId, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amount_field::{optional_amount, text_or_number};
use super::past_day::past_day;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Gift {
    pub id: GiftId,
    pub giver: String,
    pub description: String,
    /// What it may be worth, as the organizer thinks.
    pub estimate: Option<Amount>,
    pub currency: String,
    pub given_on: NaiveDate,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct GiftInput {
    pub giver: String,
    pub description: String,
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<f64>))]
    pub estimate: String,
    pub given_on: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidGift {
    pub giver: String,
    pub description: String,
    pub estimate: Option<Amount>,
    pub given_on: NaiveDate,
}

impl GiftInput {
    /// # Errors
    /// [`Error::Invalid`] on `giver`, `description`, `estimate`, `given_on`.
    pub fn validate(&self, today: NaiveDate) -> Result<ValidGift> {
        let mut v = Validator::new();
        let giver = v.line("giver", &self.giver, 1, 200);
        let description = v.text("description", &self.description, 1, 500);
        let estimate = optional_amount(&mut v, "estimate", &self.estimate, 0);
        let given_on = past_day(&mut v, "given_on", &self.given_on, today);
        v.finish()?;
        let given_on = given_on.ok_or_else(|| Error::field("given_on", FieldCode::Required))?;
        Ok(ValidGift { giver, description, estimate, given_on })
    }
}

impl FormInput for GiftInput {
    const NAME: &'static str = "gift";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate(NaiveDate::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_may_be_missing_but_not_wrong() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let gift = |estimate: &str| GiftInput {
            giver: "Магазин".into(),
            description: "20 лопат".into(),
            estimate: estimate.into(),
            given_on: "21.11.2026".into(),
        };
        assert_eq!(gift("").validate(day).map(|gift| gift.estimate), Ok(None));
        assert_eq!(gift("60 000").validate(day).map(|gift| gift.estimate), Ok(Some(Amount(6_000_000))));
        assert_eq!(gift("дорого").validate(day), Err(Error::field("estimate", FieldCode::Malformed)));
        let empty: Vec<String> = GiftInput::default().check().into_iter().map(|error| error.field).collect();
        assert_eq!(empty, ["giver", "description", "given_on"]);
    }
}
