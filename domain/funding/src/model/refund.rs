//! Sending money back.

use birqadam_core::{
    Amount, FieldError, FormInput, PaymentId, RefundId, Result, UserId, form::problems, validate::Validator,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{GIFT_MAX, RefundStatus, read_amount, text_or_number};

pub const REFUND_REASON_MAX: usize = 500;

/// `POST /api/admin/payments/{id}/refund` and the form. An empty amount is all that is left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RefundPayment {
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<f64>, example = 25000))]
    pub amount: String,
    /// Told to the sponsor and the organizer.
    pub reason: String,
    /// What was left when it was decided. When it is another sum now, nothing is sent: somebody was
    /// faster, or it was pressed twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Amount>,
}

impl RefundPayment {
    /// The amount, if one was named, and the reason.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `amount`, `reason`.
    pub fn validate(&self) -> Result<(Option<Amount>, String)> {
        let mut v = Validator::new();
        let named = !self.amount.trim().is_empty();
        let amount = named.then(|| read_amount(&mut v, "amount", &self.amount, Amount(1), GIFT_MAX)).flatten();
        let reason = v.line("reason", &self.reason, 1, REFUND_REASON_MAX);
        v.finish()?;
        Ok((amount, reason))
    }
}

impl FormInput for RefundPayment {
    const NAME: &'static str = "refund";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// Money that goes or went back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Refund {
    pub id: RefundId,
    pub payment_id: PaymentId,
    pub amount: Amount,
    pub currency: String,
    pub status: RefundStatus,
    pub reason: String,
    /// Null when the provider sent it back by itself.
    pub requested_by: Option<UserId>,
    pub requested_by_name: Option<String>,
    /// The provider's protocol has no call for it: it is done in the provider's cabinet and then
    /// marked as done.
    pub by_hand: bool,
    pub provider_ref: Option<String>,
    /// What the provider said last.
    pub failure: Option<String>,
    pub created_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use birqadam_core::FieldCode;

    use super::*;

    #[test]
    fn a_refund_says_how_much_and_why() {
        let table = [
            ("", "Paid twice", None),
            ("25000", "Paid twice", None),
            ("0,01", "Paid twice", None),
            ("0", "Paid twice", Some(("amount", FieldCode::TooSmall(1)))),
            ("-1", "Paid twice", Some(("amount", FieldCode::TooSmall(1)))),
            ("x", "Paid twice", Some(("amount", FieldCode::Malformed))),
            ("10", " ", Some(("reason", FieldCode::Required))),
        ];
        for (amount, reason, expected) in table {
            let input = RefundPayment { amount: amount.into(), reason: reason.into(), left: None };
            let got = input.check().into_iter().next().map(|error| (error.field, error.code));
            assert_eq!(got, expected.map(|(field, code)| (field.to_owned(), code)), "{amount} {reason}");
        }
    }
}
