//! What Kaspi is answered. Pure: facts in, a result out.

use birqadam_core::Amount;
use birqadam_funding::ops::provider_transactions::ProviderTransaction;
use birqadam_funding::{PaymentFacts, PaymentStatus};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::request::Command;

/// The results of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Ok,
    NotFound,
    Cancelled,
    Paid,
    /// The same is being worked on at this moment: Kaspi asks again.
    InProgress,
    Error,
}

impl Outcome {
    pub fn code(self) -> i32 {
        match self {
            Outcome::Ok => 0,
            Outcome::NotFound => 1,
            Outcome::Cancelled => 2,
            Outcome::Paid => 3,
            Outcome::InProgress => 4,
            Outcome::Error => 5,
        }
    }
}

/// Kaspi pays in tenge.
pub const CURRENCY: &str = "KZT";

/// Whether the account can be paid: for `check`, and for a `pay` that is new.
pub fn may_pay(payment: Option<&PaymentFacts>, command: Command, now: DateTime<Utc>) -> (Outcome, &'static str) {
    let Some(payment) = payment.filter(|payment| payment.currency == CURRENCY) else {
        return (Outcome::NotFound, "no such payment");
    };
    // Who was told by `check` that they may pay is not refused for being a minute late.
    let expired = matches!(command, Command::Check { .. }) && payment.expires_at <= now;
    match payment.status {
        PaymentStatus::Completed | PaymentStatus::Refunded => return (Outcome::Paid, "already paid"),
        PaymentStatus::Failed | PaymentStatus::Cancelled => return (Outcome::Cancelled, "the payment was cancelled"),
        PaymentStatus::Created | PaymentStatus::Pending if expired => {
            return (Outcome::Cancelled, "the time to pay is over");
        }
        PaymentStatus::Created | PaymentStatus::Pending => {}
    }
    if !payment.project_takes_money {
        return (Outcome::Cancelled, "the project takes no more money");
    }
    let sum = match command {
        Command::Check { sum_minor } => sum_minor,
        Command::Pay { sum_minor, .. } => Some(sum_minor),
    };
    match sum {
        Some(sum) if sum != payment.amount_minor => (Outcome::Error, "another sum is to be paid"),
        _ => (Outcome::Ok, "OK"),
    }
}

/// Whether a `txn_id` that we know comes with the payment and the sum it had.
///
/// # Errors
/// What differs.
pub fn is_same(
    known: &ProviderTransaction,
    payment: Option<&PaymentFacts>,
    sum_minor: i64,
) -> Result<(), &'static str> {
    if payment.is_none_or(|payment| payment.id != known.payment_id) {
        return Err("this txn_id belongs to another account");
    }
    if sum_minor == known.amount_minor { Ok(()) } else { Err("this txn_id had another sum") }
}

/// The answer; `sum` in tenge, `prv_txn_id` our number of a payment that was made.
pub fn answer(txn_id: &str, outcome: Outcome, comment: &str, sum_minor: Option<i64>, ours: Option<i64>) -> Value {
    let mut answer = json!({ "txn_id": txn_id, "result": outcome.code(), "comment": comment });
    if let Some(sum) = sum_minor {
        answer["sum"] = json!(Amount(sum));
    }
    if let Some(ours) = ours {
        answer["prv_txn_id"] = json!(ours.to_string());
    }
    answer
}

#[cfg(test)]
mod tests {
    use birqadam_core::{PaymentId, ProjectId, SponsorshipId};
    use chrono::TimeDelta;

    use super::*;

    const THEN: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn payment(status: PaymentStatus) -> PaymentFacts {
        PaymentFacts {
            id: PaymentId(7),
            sponsorship_id: SponsorshipId(1),
            project_id: ProjectId(1),
            provider: "kaspi".into(),
            transaction_id: "TXN_A".into(),
            provider_ref: None,
            status,
            amount_minor: 20_000,
            currency: "KZT".into(),
            refunded_minor: 0,
            expires_at: THEN + TimeDelta::hours(1),
            completed_at: None,
            project_takes_money: true,
        }
    }

    #[test]
    fn results() {
        use PaymentStatus::*;
        let check = |sum_minor| Command::Check { sum_minor };
        let pay = |sum_minor| Command::Pay { sum_minor, at: THEN };
        let late = PaymentFacts { expires_at: THEN, ..payment(Created) };
        let over = PaymentFacts { project_takes_money: false, ..payment(Created) };
        let dollars = PaymentFacts { currency: "USD".into(), ..payment(Created) };
        let table = [
            (Some(payment(Created)), check(None), 0),
            (Some(payment(Created)), check(Some(20_000)), 0),
            (Some(payment(Created)), pay(20_000), 0),
            (Some(payment(Pending)), pay(20_000), 0),
            (None, check(None), 1),
            (None, pay(20_000), 1),
            (Some(dollars), pay(20_000), 1),
            (Some(payment(Cancelled)), check(None), 2),
            (Some(payment(Failed)), pay(20_000), 2),
            (Some(late.clone()), check(None), 2),
            (Some(late), pay(20_000), 0),
            (Some(over), pay(20_000), 2),
            (Some(payment(Completed)), check(None), 3),
            (Some(payment(Refunded)), pay(20_000), 3),
            (Some(payment(Created)), check(Some(19_999)), 5),
            (Some(payment(Created)), pay(20_001), 5),
        ];
        for (payment, command, result) in table {
            let (outcome, comment) = may_pay(payment.as_ref(), command, THEN);
            assert_eq!(outcome.code(), result, "{payment:?} {command:?}: {comment}");
        }
    }

    #[test]
    fn answers_are_as_documented() {
        let paid = answer("1234567", Outcome::Ok, "OK", Some(20_000), Some(2016));
        assert_eq!(
            paid,
            json!({ "txn_id": "1234567", "prv_txn_id": "2016", "result": 0, "sum": 200, "comment": "OK" })
        );
        let checked = answer("1234567", Outcome::NotFound, "no such payment", None, None);
        assert_eq!(checked, json!({ "txn_id": "1234567", "result": 1, "comment": "no such payment" }));
        assert_eq!((Outcome::Cancelled.code(), Outcome::Paid.code()), (2, 3));
        assert_eq!((Outcome::InProgress.code(), Outcome::Error.code()), (4, 5));
    }
}
