//! What Payme may do with a payment and a transaction. Pure: facts in, a step or a fault out. Source:
//! developer.help.paycom.uz, "Методы Merchant API" and the flow charts there.

use birqadam_funding::ops::provider_transactions::{ProviderTransaction, state};
use birqadam_funding::{PaymentFacts, PaymentStatus};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::fault::Fault;

/// A transaction that is not performed by then is cancelled: 12 hours.
pub const TIMEOUT_MS: i64 = 43_200_000;
/// Why a transaction was cancelled when its time was over.
pub const REASON_TIMEOUT: i16 = 4;

/// Whether a payment can be paid with this amount now.
///
/// # Errors
/// Why not.
pub fn may_pay(payment: Option<&PaymentFacts>, amount: i64, currency: &str, now: DateTime<Utc>) -> Result<(), Fault> {
    let payment = payment.ok_or(Fault::NoOrder)?;
    if payment.currency != currency {
        return Err(Fault::NoOrder);
    }
    match payment.status {
        PaymentStatus::Completed | PaymentStatus::Refunded => return Err(Fault::OrderPaid),
        PaymentStatus::Failed | PaymentStatus::Cancelled => return Err(Fault::OrderClosed),
        PaymentStatus::Created | PaymentStatus::Pending if payment.expires_at <= now => return Err(Fault::OrderClosed),
        PaymentStatus::Created | PaymentStatus::Pending => {}
    }
    if !payment.project_takes_money {
        return Err(Fault::ProjectClosed);
    }
    if amount == payment.amount_minor { Ok(()) } else { Err(Fault::WrongAmount) }
}

/// Whether its time is over.
pub fn is_timed_out(time_ms: i64, now: DateTime<Utc>) -> bool {
    now.timestamp_millis().saturating_sub(time_ms) > TIMEOUT_MS
}

/// What is to be done with a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Do,
    /// It was done: the stored result is the answer.
    Repeat,
    /// Its time is over: it is cancelled, and the call is answered with [`Fault::CannotPerform`].
    TimeOut,
}

/// CreateTransaction with an id we know.
///
/// # Errors
/// Why it is not the same call again.
pub fn create_again(
    known: &ProviderTransaction,
    payment: Option<&PaymentFacts>,
    amount: i64,
    now: DateTime<Utc>,
) -> Result<Step, Fault> {
    if payment.is_none_or(|payment| payment.id != known.payment_id) {
        return Err(Fault::NoOrder);
    }
    if amount != known.amount_minor {
        return Err(Fault::WrongAmount);
    }
    match known.state {
        state::CREATED if is_timed_out(known.provider_time_ms, now) => Ok(Step::TimeOut),
        state::CREATED => Ok(Step::Repeat),
        _ => Err(Fault::CannotPerform),
    }
}

/// PerformTransaction.
///
/// # Errors
/// [`Fault::CannotPerform`] of a cancelled one.
pub fn perform(known: &ProviderTransaction, now: DateTime<Utc>) -> Result<Step, Fault> {
    match known.state {
        state::CREATED if is_timed_out(known.provider_time_ms, now) => Ok(Step::TimeOut),
        state::CREATED => Ok(Step::Do),
        state::PERFORMED => Ok(Step::Repeat),
        _ => Err(Fault::CannotPerform),
    }
}

/// CancelTransaction. A performed one needs all its money still there, or on its way back.
///
/// # Errors
/// [`Fault::CannotCancel`] when some of it was spent or sent back.
pub fn cancel(known: &ProviderTransaction, payment: &PaymentFacts, returnable_minor: i64) -> Result<Step, Fault> {
    match known.state {
        state::CREATED => Ok(Step::Do),
        state::PERFORMED if payment.refunded_minor == 0 && returnable_minor >= payment.amount_minor => Ok(Step::Do),
        state::PERFORMED => Err(Fault::CannotCancel),
        _ => Ok(Step::Repeat),
    }
}

fn ms(at: Option<DateTime<Utc>>) -> i64 {
    at.map_or(0, |at| at.timestamp_millis())
}

/// The result of CreateTransaction.
pub fn created(row: &ProviderTransaction) -> Value {
    json!({ "create_time": row.created_at.timestamp_millis(), "transaction": row.id.to_string(), "state": row.state })
}

/// The result of PerformTransaction.
pub fn performed(row: &ProviderTransaction) -> Value {
    json!({ "transaction": row.id.to_string(), "perform_time": ms(row.performed_at), "state": row.state })
}

/// The result of CancelTransaction.
pub fn cancelled(row: &ProviderTransaction) -> Value {
    json!({ "transaction": row.id.to_string(), "cancel_time": ms(row.cancelled_at), "state": row.state })
}

/// The result of CheckTransaction.
pub fn checked(row: &ProviderTransaction) -> Value {
    json!({
        "create_time": row.created_at.timestamp_millis(),
        "perform_time": ms(row.performed_at),
        "cancel_time": ms(row.cancelled_at),
        "transaction": row.id.to_string(),
        "state": row.state,
        "reason": row.reason,
    })
}

/// The result of GetStatement.
pub fn statement(rows: &[ProviderTransaction]) -> Value {
    let transactions = rows.iter().map(|row| {
        json!({
            "id": row.provider_txn_id,
            "time": row.provider_time_ms,
            "amount": row.amount_minor,
            "account": { super::fault::ACCOUNT_FIELD: row.transaction_id },
            "create_time": row.created_at.timestamp_millis(),
            "perform_time": ms(row.performed_at),
            "cancel_time": ms(row.cancelled_at),
            "transaction": row.id.to_string(),
            "state": row.state,
            "reason": row.reason,
            "receivers": null,
        })
    });
    json!({ "transactions": transactions.collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests;
