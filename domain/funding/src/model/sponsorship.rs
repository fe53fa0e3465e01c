//! Giving money to a project: what is asked for it, and how it stands.

use birqadam_core::{
    Amount, FieldCode, FieldError, FormInput, PaymentId, PledgeId, ProjectId, Result, SponsorshipId, form::problems,
    validate::Validator,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CURRENCY, GIFT_MAX, GIFT_MIN, PaymentStatus, SponsorshipStatus, read_amount, text_or_number};

pub const PURPOSE_MAX: usize = 500;

/// `POST /api/sponsor/sponsor-project` and the form. The amount is in major units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewSponsorship {
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub project_id: Option<ProjectId>,
    /// At least 100, at most 1 000 000 000.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = f64, example = 100000))]
    pub amount: String,
    /// The project's: `KZT`. Empty is that.
    pub currency: String,
    /// What for, in a line.
    pub purpose: String,
    /// Others do not see who gave.
    pub is_anonymous: bool,
    /// The way to pay; empty is the first one offered.
    pub provider: String,
}

/// A gift that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidSponsorship {
    pub project_id: ProjectId,
    pub amount: Amount,
    pub purpose: String,
    pub is_anonymous: bool,
    pub provider: Option<String>,
}

impl NewSponsorship {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with everything that cannot be accepted.
    pub fn validate(&self) -> Result<ValidSponsorship> {
        let mut v = Validator::new();
        v.check(self.project_id.is_some(), "project_id", FieldCode::Required);
        let amount = read_amount(&mut v, "amount", &self.amount, GIFT_MIN, GIFT_MAX);
        v.check(self.currency.is_empty() || self.currency == CURRENCY, "currency", FieldCode::Unknown);
        let purpose = v.line("purpose", &self.purpose, 0, PURPOSE_MAX);
        let provider = Some(self.provider.trim().to_owned()).filter(|name| !name.is_empty());
        v.finish()?;
        Ok(ValidSponsorship {
            // Both are there: the errors were told above.
            project_id: self.project_id.unwrap_or(ProjectId(0)),
            amount: amount.unwrap_or(GIFT_MIN),
            purpose,
            is_anonymous: self.is_anonymous,
            provider,
        })
    }
}

impl FormInput for NewSponsorship {
    const NAME: &'static str = "sponsorship";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// A payment was begun: where to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StartedPayment {
    /// Send the payer there.
    pub payment_url: String,
    pub transaction_id: String,
    pub sponsorship_id: SponsorshipId,
    /// `pending`
    pub status: PaymentStatus,
}

/// One of one's own gifts, with its latest payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Sponsorship {
    pub id: SponsorshipId,
    pub project_id: ProjectId,
    pub project_title: String,
    pub amount: Amount,
    pub currency: String,
    pub purpose: String,
    pub is_anonymous: bool,
    pub status: SponsorshipStatus,
    /// What came and did not go back.
    pub received: Amount,
    pub refunded: Amount,
    pub pledge_id: Option<PledgeId>,
    pub created_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub payment: Option<SponsorshipPayment>,
    /// Whether it can be paid (again) now: it is not paid and the project takes money.
    pub can_pay: bool,
}

/// A payment as its payer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SponsorshipPayment {
    pub id: PaymentId,
    pub transaction_id: String,
    pub provider: String,
    pub status: PaymentStatus,
    /// While it waits to be paid.
    pub payment_url: Option<String>,
    pub expires_at: DateTime<Utc>,
}

/// What the page needs on which a project is given money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SponsorOffer {
    pub project_id: ProjectId,
    pub title: String,
    pub currency: String,
    pub takes_money: bool,
    /// Ways to pay by name, in their order.
    pub providers: Vec<String>,
}

/// `POST /api/sponsor/sponsorships/{id}/pay` and the button "try again".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PayAgain {
    /// Another way to pay; empty is the one before.
    pub provider: String,
}

/// 32 letters and digits that are not mistaken for each other: five bits each.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// `TXN_` and 26 letters or digits made of random bytes, 130 bits in all.
pub fn transaction_id(random: [u8; 26]) -> String {
    let letters = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    "TXN_".chars().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(input: &NewSponsorship) -> Vec<(String, FieldCode)> {
        input.check().into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn what_cannot_be_given_is_told_at_its_field() {
        let good = NewSponsorship { project_id: Some(ProjectId(1)), amount: "100000".into(), ..Default::default() };
        assert_eq!(errors(&good), []);
        type Change = fn(&mut NewSponsorship);
        let table: [(Change, &str, FieldCode); 7] = [
            (|s| s.project_id = None, "project_id", FieldCode::Required),
            (|s| s.amount = "0".into(), "amount", FieldCode::TooSmall(100)),
            (|s| s.amount = String::new(), "amount", FieldCode::Required),
            (|s| s.currency = "USD".into(), "currency", FieldCode::Unknown),
            (|s| s.currency = "kzt".into(), "currency", FieldCode::Unknown),
            (|s| s.purpose = "я".repeat(501), "purpose", FieldCode::TooLong(500)),
            (|s| s.purpose = "a\u{202e}b".into(), "purpose", FieldCode::ForbiddenCharacters),
        ];
        for (change, field, code) in table {
            let mut input = good.clone();
            change(&mut input);
            assert_eq!(errors(&input), [(field.to_owned(), code)]);
        }
    }

    #[test]
    fn amounts_come_as_numbers_and_as_text() {
        for json in [r#"{"amount": 99.5}"#, r#"{"amount": "99,5"}"#, r#"{"amount": "99.5"}"#] {
            let input: NewSponsorship = serde_json::from_str(json).expect("read");
            assert_eq!(Amount::parse(&input.amount), Some(Amount(9_950)), "{json}");
        }
    }

    #[test]
    fn transaction_ids_have_their_form() {
        let id = transaction_id(std::array::from_fn(|i| (i * 11) as u8));
        assert_eq!(id.len(), 30);
        assert!(
            id.starts_with("TXN_") && id[4..].bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
            "{id}"
        );
    }
}
