//! Events of Stripe, as far as they concern a payment. Source: docs.stripe.com/api/events/types.

use std::collections::BTreeMap;

use birqadam_funding::PaymentFacts;
use serde::Deserialize;
use serde_json::Value;

/// An event as it comes.
#[derive(Clone, Debug, Deserialize)]
pub struct Event {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub data: Data,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Data {
    pub object: Value,
}

/// A session of Checkout.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Session {
    pub id: String,
    /// Our `transaction_id`.
    pub client_reference_id: Option<String>,
    /// `open`, `complete`, `expired`.
    #[serde(default)]
    pub status: Option<String>,
    /// `paid`, `unpaid`, `no_payment_required`.
    #[serde(default)]
    pub payment_status: String,
    pub amount_total: Option<i64>,
    pub currency: Option<String>,
}

/// A charge: what a payer's card was debited with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Charge {
    pub amount_refunded: i64,
    pub currency: String,
    /// Carries our `transaction_id`, which we give to the session's payment intent.
    #[serde(default)]
    pub metadata: BTreeMap<String, String>,
}

/// What an event says.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Paid(Session),
    /// The payer is done, the money is on its way (a bank transfer).
    Waiting(Session),
    Failed(Session),
    Expired(Session),
    Refunded(Charge),
    /// Nothing of ours.
    Nothing,
}

/// Reads what an event says.
///
/// # Errors
/// When an event of a kind we know is not as documented.
pub fn read(event: &Event) -> Result<Told, serde_json::Error> {
    let session = || Session::deserialize(&event.data.object);
    Ok(match event.kind.as_str() {
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => {
            let session = session()?;
            if session.payment_status == "paid" { Told::Paid(session) } else { Told::Waiting(session) }
        }
        "checkout.session.async_payment_failed" => Told::Failed(session()?),
        "checkout.session.expired" => Told::Expired(session()?),
        "charge.refunded" => Told::Refunded(Charge::deserialize(&event.data.object)?),
        _ => Told::Nothing,
    })
}

/// Whether the session is the one we opened for this payment: same sum, same currency, same name.
///
/// # Errors
/// What differs.
pub fn belongs(session: &Session, payment: &PaymentFacts) -> Result<(), &'static str> {
    if session.amount_total != Some(payment.amount_minor) {
        return Err("another amount");
    }
    if !session.currency.as_deref().is_some_and(|currency| currency.eq_ignore_ascii_case(&payment.currency)) {
        return Err("another currency");
    }
    match payment.provider_ref.as_deref() {
        Some(known) if known != session.id => Err("another session"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use birqadam_core::{PaymentId, ProjectId, SponsorshipId};
    use birqadam_funding::PaymentStatus;
    use chrono::DateTime;
    use serde_json::json;

    use super::*;

    fn event(kind: &str, object: Value) -> Event {
        serde_json::from_value(json!({ "id": "evt_1", "object": "event", "type": kind, "data": { "object": object } }))
            .expect("an event")
    }

    fn session(payment_status: &str) -> Value {
        json!({
            "id": "cs_test_1", "object": "checkout.session", "amount_total": 10_000_000, "currency": "kzt",
            "client_reference_id": "TXN_A", "payment_status": payment_status, "status": "complete"
        })
    }

    #[test]
    fn events_are_read() {
        let read_of = |kind: &str, object| read(&event(kind, object));
        assert!(
            matches!(read_of("checkout.session.completed", session("paid")), Ok(Told::Paid(s)) if s.id == "cs_test_1")
        );
        assert!(matches!(read_of("checkout.session.completed", session("unpaid")), Ok(Told::Waiting(_))));
        assert!(matches!(read_of("checkout.session.async_payment_succeeded", session("paid")), Ok(Told::Paid(_))));
        assert!(matches!(read_of("checkout.session.async_payment_failed", session("unpaid")), Ok(Told::Failed(_))));
        assert!(matches!(read_of("checkout.session.expired", session("unpaid")), Ok(Told::Expired(_))));
        let charge = json!({
            "id": "ch_1", "amount": 10_000_000, "amount_refunded": 4_000_000, "currency": "kzt",
            "metadata": { "transaction_id": "TXN_A" }
        });
        assert!(matches!(read_of("charge.refunded", charge), Ok(Told::Refunded(c)) if c.amount_refunded == 4_000_000));
        assert_eq!(read_of("customer.created", json!({ "id": "cus_1" })).expect("nothing of ours"), Told::Nothing);
        assert!(read_of("checkout.session.completed", json!({ "object": "checkout.session" })).is_err());
    }

    #[test]
    fn only_the_session_of_the_payment_counts() {
        let payment = PaymentFacts {
            id: PaymentId(1),
            sponsorship_id: SponsorshipId(1),
            project_id: ProjectId(1),
            provider: "stripe".into(),
            transaction_id: "TXN_A".into(),
            provider_ref: Some("cs_test_1".into()),
            status: PaymentStatus::Pending,
            amount_minor: 10_000_000,
            currency: "KZT".into(),
            refunded_minor: 0,
            expires_at: DateTime::UNIX_EPOCH,
            completed_at: None,
            project_takes_money: true,
        };
        let good: Session = serde_json::from_value(session("paid")).expect("a session");
        let table = [
            (good.clone(), Ok(())),
            (Session { amount_total: Some(9_999_999), ..good.clone() }, Err("another amount")),
            (Session { amount_total: None, ..good.clone() }, Err("another amount")),
            (Session { currency: Some("usd".into()), ..good.clone() }, Err("another currency")),
            (Session { id: "cs_test_2".into(), ..good.clone() }, Err("another session")),
        ];
        for (session, expected) in table {
            assert_eq!(belongs(&session, &payment), expected, "{session:?}");
        }
        // Told before we knew the session's name.
        let unnamed = PaymentFacts { provider_ref: None, ..payment };
        assert_eq!(belongs(&good, &unnamed), Ok(()));
    }
}
