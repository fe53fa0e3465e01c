//! What Click may do, and the errors of the SHOP-API. Pure. Source: docs.click.uz/en/click-api-error.

use birqadam_funding::ops::provider_transactions::{ProviderTransaction, state};
use birqadam_funding::{PaymentFacts, PaymentStatus};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::request::ShopRequest;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Sign,
    Amount,
    Action,
    AlreadyPaid,
    NoOrder,
    NoTransaction,
    /// Ours: Click repeats the request.
    System,
    BadRequest,
    Cancelled,
}

impl Fault {
    pub fn code(self) -> i32 {
        match self {
            Fault::Sign => -1,
            Fault::Amount => -2,
            Fault::Action => -3,
            Fault::AlreadyPaid => -4,
            Fault::NoOrder => -5,
            Fault::NoTransaction => -6,
            Fault::System => -7,
            Fault::BadRequest => -8,
            Fault::Cancelled => -9,
        }
    }

    fn note(self) -> &'static str {
        match self {
            Fault::Sign => "SIGN CHECK FAILED!",
            Fault::Amount => "Incorrect parameter amount",
            Fault::Action => "Action not found",
            Fault::AlreadyPaid => "Already paid",
            Fault::NoOrder => "User does not exist",
            Fault::NoTransaction => "Transaction does not exist",
            Fault::System => "Failed to update user",
            Fault::BadRequest => "Error in request from click",
            Fault::Cancelled => "Transaction cancelled",
        }
    }

    pub fn to_json(self) -> Value {
        json!({ "error": self.code(), "error_note": self.note() })
    }
}

/// Whether the payment can be prepared.
///
/// # Errors
/// Why not.
pub fn prepare(
    payment: Option<&PaymentFacts>,
    request: &ShopRequest,
    currency: &str,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let payment = payment.filter(|payment| payment.currency == currency).ok_or(Fault::NoOrder)?;
    match payment.status {
        PaymentStatus::Completed | PaymentStatus::Refunded => return Err(Fault::AlreadyPaid),
        PaymentStatus::Failed | PaymentStatus::Cancelled => return Err(Fault::Cancelled),
        PaymentStatus::Created | PaymentStatus::Pending if payment.expires_at <= now => return Err(Fault::Cancelled),
        PaymentStatus::Created | PaymentStatus::Pending => {}
    }
    if request.amount_minor() != Some(payment.amount_minor) {
        return Err(Fault::Amount);
    }
    // A project that takes no money any more is as good as cancelled.
    if payment.project_takes_money { Ok(()) } else { Err(Fault::Cancelled) }
}

/// What Complete comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Perform,
    /// Click says that it failed: the payment is cancelled and the answer is [`Fault::Cancelled`].
    Cancel,
}

/// Complete. `prepared` is the transaction that its `merchant_prepare_id` and `click_trans_id` name.
///
/// # Errors
/// Why not.
pub fn complete(
    payment: Option<&PaymentFacts>,
    prepared: Option<&ProviderTransaction>,
    request: &ShopRequest,
) -> Result<Step, Fault> {
    let payment = payment.ok_or(Fault::NoOrder)?;
    let prepared = prepared
        .filter(|row| row.payment_id == payment.id && row.id.to_string() == request.merchant_prepare_id)
        .ok_or(Fault::NoTransaction)?;
    match (prepared.state, payment.status) {
        (state::PERFORMED, _) => return Err(Fault::AlreadyPaid),
        (state::CREATED, PaymentStatus::Completed | PaymentStatus::Refunded) => return Err(Fault::AlreadyPaid),
        (state::CREATED, PaymentStatus::Created | PaymentStatus::Pending) => {}
        _ => return Err(Fault::Cancelled),
    }
    if request.error < 0 {
        return Ok(Step::Cancel);
    }
    if request.amount_minor() != Some(payment.amount_minor) {
        return Err(Fault::Amount);
    }
    Ok(Step::Perform)
}

/// The answer to Prepare.
pub fn prepared(request: &ShopRequest, row: &ProviderTransaction) -> Value {
    json!({
        "click_trans_id": number(&request.click_trans_id),
        "merchant_trans_id": request.merchant_trans_id,
        "merchant_prepare_id": row.id,
        "error": 0,
        "error_note": "Success",
    })
}

/// The answer to Complete.
pub fn completed(request: &ShopRequest, row: &ProviderTransaction) -> Value {
    json!({
        "click_trans_id": number(&request.click_trans_id),
        "merchant_trans_id": request.merchant_trans_id,
        "merchant_confirm_id": row.id,
        "error": 0,
        "error_note": "Success",
    })
}

/// Click writes its ids as numbers.
fn number(text: &str) -> Value {
    text.parse::<u64>().map_or_else(|_| json!(text), |number| json!(number))
}

#[cfg(test)]
mod tests {
    use birqadam_core::{PaymentId, ProjectId, SponsorshipId};

    use super::*;

    fn payment(status: PaymentStatus) -> PaymentFacts {
        PaymentFacts {
            id: PaymentId(7),
            sponsorship_id: SponsorshipId(1),
            project_id: ProjectId(1),
            provider: "click".into(),
            transaction_id: "TXN_A".into(),
            provider_ref: None,
            status,
            amount_minor: 100_000,
            currency: "UZS".into(),
            refunded_minor: 0,
            expires_at: DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(1),
            completed_at: None,
            project_takes_money: true,
        }
    }

    fn row(state: i16) -> ProviderTransaction {
        ProviderTransaction {
            id: 42,
            provider_txn_id: "12345".into(),
            payment_id: PaymentId(7),
            transaction_id: "TXN_A".into(),
            amount_minor: 100_000,
            state,
            reason: None,
            provider_time_ms: 0,
            created_at: DateTime::UNIX_EPOCH,
            performed_at: None,
            cancelled_at: None,
            answer: None,
        }
    }

    fn request(amount: &str, error: i64) -> ShopRequest {
        ShopRequest {
            click_trans_id: "12345".into(),
            service_id: "777".into(),
            merchant_trans_id: "TXN_A".into(),
            merchant_prepare_id: "42".into(),
            amount: amount.into(),
            action: "1".into(),
            error,
            error_note: String::new(),
            sign_time: "2026-11-21 18:00:00".into(),
            sign_string: String::new(),
        }
    }

    #[test]
    fn errors_are_as_documented() {
        let table = [
            (Fault::Sign, -1),
            (Fault::Amount, -2),
            (Fault::Action, -3),
            (Fault::AlreadyPaid, -4),
            (Fault::NoOrder, -5),
            (Fault::NoTransaction, -6),
            (Fault::System, -7),
            (Fault::BadRequest, -8),
            (Fault::Cancelled, -9),
        ];
        for (fault, code) in table {
            assert_eq!(fault.to_json()["error"], code);
            assert!(fault.to_json()["error_note"].as_str().is_some_and(|note| !note.is_empty()));
        }
    }

    #[test]
    fn prepare_looks_at_the_payment() {
        use PaymentStatus::*;
        let now = DateTime::UNIX_EPOCH;
        let table = [
            (Some(payment(Created)), "1000", Ok(())),
            (Some(payment(Pending)), "1000.00", Ok(())),
            (Some(payment(Created)), "999.99", Err(Fault::Amount)),
            (Some(payment(Created)), "much", Err(Fault::Amount)),
            (Some(payment(Completed)), "1000", Err(Fault::AlreadyPaid)),
            (Some(payment(Refunded)), "1000", Err(Fault::AlreadyPaid)),
            (Some(payment(Cancelled)), "1000", Err(Fault::Cancelled)),
            (Some(payment(Failed)), "1000", Err(Fault::Cancelled)),
            (Some(PaymentFacts { expires_at: now, ..payment(Created) }), "1000", Err(Fault::Cancelled)),
            (Some(PaymentFacts { project_takes_money: false, ..payment(Created) }), "1000", Err(Fault::Cancelled)),
            (Some(PaymentFacts { currency: "KZT".into(), ..payment(Created) }), "1000", Err(Fault::NoOrder)),
            (None, "1000", Err(Fault::NoOrder)),
        ];
        for (payment, amount, expected) in table {
            assert_eq!(prepare(payment.as_ref(), &request(amount, 0), "UZS", now), expected, "{payment:?} {amount}");
        }
    }

    #[test]
    fn complete_needs_what_was_prepared() {
        use PaymentStatus::*;
        let open = payment(Pending);
        let of_another = ProviderTransaction { payment_id: PaymentId(8), ..row(1) };
        let other_id = ProviderTransaction { id: 43, ..row(1) };
        let (paid, gone) = (payment(Completed), payment(Cancelled));
        let table = [
            (Some(&open), Some(row(1)), request("1000", 0), Ok(Step::Perform)),
            (Some(&open), Some(row(1)), request("1000", -5017), Ok(Step::Cancel)),
            (Some(&open), Some(row(1)), request("1", 0), Err(Fault::Amount)),
            (Some(&open), None, request("1000", 0), Err(Fault::NoTransaction)),
            (Some(&open), Some(of_another), request("1000", 0), Err(Fault::NoTransaction)),
            (Some(&open), Some(other_id), request("1000", 0), Err(Fault::NoTransaction)),
            (None, Some(row(1)), request("1000", 0), Err(Fault::NoOrder)),
            (Some(&paid), Some(row(2)), request("1000", 0), Err(Fault::AlreadyPaid)),
            (Some(&paid), Some(row(2)), request("1000", -1), Err(Fault::AlreadyPaid)),
            (Some(&paid), Some(row(1)), request("1000", 0), Err(Fault::AlreadyPaid)),
            (Some(&gone), Some(row(-1)), request("1000", 0), Err(Fault::Cancelled)),
            (Some(&gone), Some(row(1)), request("1000", 0), Err(Fault::Cancelled)),
        ];
        for (payment, row, request, expected) in table {
            assert_eq!(complete(payment, row.as_ref(), &request), expected, "{row:?} {request:?}");
        }
    }
}
