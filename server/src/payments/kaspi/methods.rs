//! Check and pay, each in one transaction: lock, rules, Kaspi's transaction with its first answer,
//! what follows, the call marked as handled.

use birqadam_core::ssr::Ctx;
use birqadam_core::{PaymentId, Result};
use birqadam_funding::ops::payment_events;
use birqadam_funding::ops::provider_calls::{self, CallId};
use birqadam_funding::ops::provider_transactions::{self as transactions, NewTransaction};
use birqadam_funding::{PaymentFacts, Settled};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::request::{Command, KaspiRequest};
use super::rules::{self, Outcome, answer};

/// The name under which all of it is stored.
pub const KASPI: &str = "kaspi";

struct Reply {
    answer: Value,
    outcome: String,
    payment: Option<PaymentId>,
}

impl Reply {
    fn of(request: &KaspiRequest, result: (Outcome, &str), payment: Option<&PaymentFacts>, sum: Option<i64>) -> Reply {
        let outcome = if result.0 == Outcome::Ok { "accepted".into() } else { format!("refused: {}", result.0.code()) };
        let answer = answer(&request.txn_id, result.0, result.1, sum, None);
        Reply { answer, outcome, payment: payment.map(|payment| payment.id) }
    }
}

/// Does what is asked.
///
/// # Errors
/// Only when the database fails; nothing is done then.
pub async fn run(ctx: &Ctx, call: CallId, request: &KaspiRequest) -> Result<Value> {
    let mut tx = ctx.begin().await?;
    let pays = matches!(request.command, Command::Pay { .. });
    if pays && !provider_calls::try_alone(&mut tx, KASPI, &request.txn_id).await? {
        // The call that works on it says what becomes of it.
        tx.rollback().await?;
        provider_calls::refused(ctx, call, "4", None).await?;
        return Ok(answer(&request.txn_id, Outcome::InProgress, "the payment is being worked on", None, None));
    }
    let reply = match request.command {
        Command::Check { .. } => check(ctx, &mut tx, request).await?,
        Command::Pay { sum_minor, at } => pay(ctx, &mut tx, request, sum_minor, at).await?,
    };
    provider_calls::handled(&mut tx, call, &reply.outcome, reply.payment).await?;
    tx.commit().await?;
    Ok(reply.answer)
}

async fn check(ctx: &Ctx, conn: &mut PgConnection, request: &KaspiRequest) -> Result<Reply> {
    let payment = payment_events::find_payment(conn, KASPI, &request.account).await?;
    let result = rules::may_pay(payment.as_ref(), request.command, ctx.now());
    // So that the payer sees what is to be paid.
    let sum = payment.as_ref().filter(|_| result.0 == Outcome::Ok).map(|payment| payment.amount_minor);
    Ok(Reply::of(request, result, payment.as_ref(), sum))
}

async fn pay(
    ctx: &Ctx,
    conn: &mut PgConnection,
    request: &KaspiRequest,
    sum_minor: i64,
    at: DateTime<Utc>,
) -> Result<Reply> {
    let payment = match payment_events::find_payment(conn, KASPI, &request.account).await? {
        Some(found) => Some(payment_events::lock_payment(conn, found.id).await?),
        None => None,
    };
    if let Some(known) = transactions::find(conn, KASPI, &request.txn_id).await? {
        return Ok(match (rules::is_same(&known, payment.as_ref(), sum_minor), known.answer) {
            (Ok(()), Some(first)) => {
                Reply { answer: first, outcome: "repeated".into(), payment: Some(known.payment_id) }
            }
            (Ok(()), None) => Reply::of(request, (Outcome::Error, "no answer is kept"), payment.as_ref(), None),
            (Err(why), _) => Reply::of(request, (Outcome::Error, why), payment.as_ref(), None),
        });
    }
    let result = rules::may_pay(payment.as_ref(), request.command, ctx.now());
    if result.0 != Outcome::Ok {
        return Ok(Reply::of(request, result, payment.as_ref(), None));
    }
    let Some(payment) = payment else { return Ok(Reply::of(request, (Outcome::NotFound, ""), None, None)) };
    let new = NewTransaction {
        provider: KASPI,
        provider_txn_id: &request.txn_id,
        payment_id: payment.id,
        amount_minor: sum_minor,
        provider_time_ms: at.timestamp_millis(),
        at: ctx.now(),
    };
    let row = transactions::create(conn, &new).await?;
    let settled = payment_events::complete(conn, &payment, Some(&request.txn_id), ctx.now()).await?;
    let (Some(row), Settled::Done) = (row, settled) else {
        return Ok(Reply::of(request, (Outcome::Paid, "already paid"), Some(&payment), None));
    };
    transactions::perform(conn, row.id, ctx.now()).await?;
    let first = answer(&request.txn_id, Outcome::Ok, "OK", Some(sum_minor), Some(row.id));
    transactions::keep_answer(conn, row.id, &first).await?;
    Ok(Reply { answer: first, outcome: "accepted".into(), payment: Some(payment.id) })
}
