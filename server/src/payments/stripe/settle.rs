//! What follows from an event of Stripe (or of the simulator, which speaks as Stripe does), in the
//! caller's transaction.

use birqadam_core::{PaymentId, Result};
use birqadam_funding::ops::payment_events;
use birqadam_funding::{PaymentFacts, Settled};
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::event::{Charge, Session, Told, belongs};

/// What became of an event, for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub words: String,
    pub payment: Option<PaymentId>,
}

impl Outcome {
    fn refused(why: &str, payment: Option<PaymentId>) -> Outcome {
        Outcome { words: format!("refused: {why}"), payment }
    }

    fn of(settled: Settled, payment: PaymentId) -> Outcome {
        let words = match settled {
            Settled::Done => "accepted",
            Settled::Repeated => "repeated",
            Settled::Refused => "refused: the payment's state is against it",
        };
        Outcome { words: words.to_owned(), payment: Some(payment) }
    }
}

/// Acts on an event.
///
/// # Errors
/// Only when the database fails, or [`birqadam_core::Error::Conflict`] when another payment has the
/// session's name.
pub async fn settle_event(conn: &mut PgConnection, provider: &str, told: &Told, now: DateTime<Utc>) -> Result<Outcome> {
    match told {
        Told::Nothing => Ok(Outcome { words: "accepted: nothing of ours".into(), payment: None }),
        Told::Refunded(charge) => settle_refund(conn, provider, charge).await,
        Told::Paid(session) | Told::Waiting(session) | Told::Failed(session) | Told::Expired(session) => {
            let Some(payment) = lock(conn, provider, session.client_reference_id.as_deref()).await? else {
                return Ok(Outcome::refused("no such payment", None));
            };
            settle_session(conn, told, session, &payment, now).await
        }
    }
}

async fn settle_session(
    conn: &mut PgConnection,
    told: &Told,
    session: &Session,
    payment: &PaymentFacts,
    now: DateTime<Utc>,
) -> Result<Outcome> {
    if let Err(why) = belongs(session, payment) {
        return Ok(Outcome::refused(why, Some(payment.id)));
    }
    let settled = match told {
        Told::Paid(_) => payment_events::complete(conn, payment, Some(&session.id), now).await?,
        Told::Waiting(_) => payment_events::mark_pending(conn, payment, Some(&session.id)).await?,
        Told::Failed(_) => payment_events::fail(conn, payment, "the payment did not go through").await?,
        _ => payment_events::cancel(conn, payment, "nobody paid in time").await?,
    };
    Ok(Outcome::of(settled, payment.id))
}

async fn settle_refund(conn: &mut PgConnection, provider: &str, charge: &Charge) -> Result<Outcome> {
    let Some(payment) = lock(conn, provider, charge.metadata.get("transaction_id").map(String::as_str)).await? else {
        return Ok(Outcome::refused("no such payment", None));
    };
    if !charge.currency.eq_ignore_ascii_case(&payment.currency) {
        return Ok(Outcome::refused("another currency", Some(payment.id)));
    }
    let settled = payment_events::refunded(conn, &payment, charge.amount_refunded, None).await?;
    Ok(Outcome::of(settled, payment.id))
}

async fn lock(conn: &mut PgConnection, provider: &str, transaction_id: Option<&str>) -> Result<Option<PaymentFacts>> {
    let Some(transaction_id) = transaction_id else { return Ok(None) };
    match payment_events::find_payment(conn, provider, transaction_id).await? {
        Some(found) => payment_events::lock_payment(conn, found.id).await.map(Some),
        None => Ok(None),
    }
}
