//! The methods, each in one transaction: lock, rules, Payme's transaction, what follows, the call
//! marked as handled.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Error, PaymentId, Result};
use birqadam_funding::ops::provider_calls::{self, CallId};
use birqadam_funding::ops::provider_transactions::{self as transactions, NewTransaction, ProviderTransaction, state};
use birqadam_funding::ops::{payment_events, refund_events};
use birqadam_funding::{PaymentFacts, Settled};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::fault::Fault;
use super::rpc::{Account, Method};
use super::rules::{self, REASON_TIMEOUT, Step};

/// The name under which all of it is stored.
pub const PAYME: &str = "payme";

/// What a method came to. A fault can leave something behind: a transaction whose time was over is
/// cancelled when it is touched.
struct Reply {
    result: std::result::Result<Value, Fault>,
    payment: Option<PaymentId>,
}

impl Reply {
    fn good(result: Value, payment: Option<PaymentId>) -> Result<Reply> {
        Ok(Reply { result: Ok(result), payment })
    }

    fn fault(fault: Fault, payment: Option<PaymentId>) -> Result<Reply> {
        Ok(Reply { result: Err(fault), payment })
    }
}

/// Does what is asked.
///
/// # Errors
/// Only when the database fails; nothing is done then.
pub async fn run(
    ctx: &Ctx,
    call: CallId,
    method: &Method,
    currency: &str,
) -> Result<std::result::Result<Value, Fault>> {
    let mut tx = ctx.begin().await?;
    let reply = match method {
        Method::CheckPerform { amount, account } => check_perform(ctx, &mut tx, *amount, account, currency).await?,
        Method::Create { .. } => create(ctx, &mut tx, method, currency).await?,
        Method::Perform { id } => perform(ctx, &mut tx, id).await?,
        Method::Cancel { id, reason } => cancel(ctx, &mut tx, id, *reason).await?,
        Method::Check { id } => match transactions::find(&mut tx, PAYME, id).await? {
            Some(row) => Reply::good(rules::checked(&row), Some(row.payment_id))?,
            None => Reply::fault(Fault::NoTransaction, None)?,
        },
        Method::Statement { from, to } => {
            let rows = transactions::list_between(&mut tx, PAYME, *from, *to).await?;
            Reply::good(rules::statement(&rows), None)?
        }
    };
    let outcome = match &reply.result {
        Ok(_) => "accepted".to_owned(),
        Err(fault) => format!("refused: {}", fault.code()),
    };
    provider_calls::handled(&mut tx, call, &outcome, reply.payment).await?;
    tx.commit().await?;
    Ok(reply.result)
}

async fn find_payment(conn: &mut PgConnection, account: &Account) -> Result<Option<PaymentFacts>> {
    match &account.0 {
        Some(transaction_id) if !transaction_id.contains('\0') => {
            payment_events::find_payment(conn, PAYME, transaction_id).await
        }
        _ => Ok(None),
    }
}

async fn check_perform(
    ctx: &Ctx,
    conn: &mut PgConnection,
    amount: i64,
    account: &Account,
    currency: &str,
) -> Result<Reply> {
    let payment = find_payment(conn, account).await?;
    let id = payment.as_ref().map(|payment| payment.id);
    match rules::may_pay(payment.as_ref(), amount, currency, ctx.now()) {
        Ok(()) => Reply::good(json!({ "allow": true }), id),
        Err(fault) => Reply::fault(fault, id),
    }
}

async fn create(ctx: &Ctx, conn: &mut PgConnection, method: &Method, currency: &str) -> Result<Reply> {
    let Method::Create { id, time, amount, account } = method else { return Reply::fault(Fault::BadRequest, None) };
    let now = ctx.now();
    let payment = match find_payment(conn, account).await? {
        Some(found) => Some(payment_events::lock_payment(conn, found.id).await?),
        None => None,
    };
    if let Some(known) = transactions::find(conn, PAYME, id).await? {
        return match rules::create_again(&known, payment.as_ref(), *amount, now) {
            Ok(Step::TimeOut) => time_out(ctx, conn, &known).await,
            Ok(_) => Reply::good(rules::created(&known), Some(known.payment_id)),
            Err(fault) => Reply::fault(fault, Some(known.payment_id)),
        };
    }
    if let Err(fault) = rules::may_pay(payment.as_ref(), *amount, currency, now) {
        return Reply::fault(fault, payment.map(|payment| payment.id));
    }
    let Some(payment) = payment else { return Reply::fault(Fault::NoOrder, None) };
    let others = transactions::list_of_payment(conn, payment.id).await?;
    if let Some(open) = others.into_iter().find(|other| other.state == state::CREATED) {
        // One whose time is over takes the payment with it: it can be begun anew on our side.
        return match rules::is_timed_out(open.provider_time_ms, now) {
            true => time_out(ctx, conn, &open).await,
            false => Reply::fault(Fault::OrderBusy, Some(payment.id)),
        };
    }
    if rules::is_timed_out(*time, now) {
        return Reply::fault(Fault::CannotPerform, Some(payment.id));
    }
    let new = NewTransaction {
        provider: PAYME,
        provider_txn_id: id,
        payment_id: payment.id,
        amount_minor: *amount,
        provider_time_ms: *time,
        at: now,
    };
    let Some(row) = transactions::create(conn, &new).await? else {
        return Reply::fault(Fault::CannotPerform, Some(payment.id));
    };
    match payment_events::mark_pending(conn, &payment, Some(id)).await? {
        Settled::Refused => Reply::fault(Fault::CannotPerform, Some(payment.id)),
        Settled::Done | Settled::Repeated => Reply::good(rules::created(&row), Some(payment.id)),
    }
}

/// The row with its payment, both locked.
async fn lock(conn: &mut PgConnection, id: &str) -> Result<Option<(ProviderTransaction, PaymentFacts)>> {
    let Some(found) = transactions::find(conn, PAYME, id).await? else { return Ok(None) };
    let payment = payment_events::lock_payment(conn, found.payment_id).await?;
    // As it is now that nobody else changes it.
    let row = transactions::find(conn, PAYME, id).await?.ok_or(Error::NotFound)?;
    Ok(Some((row, payment)))
}

async fn perform(ctx: &Ctx, conn: &mut PgConnection, id: &str) -> Result<Reply> {
    let Some((row, payment)) = lock(conn, id).await? else { return Reply::fault(Fault::NoTransaction, None) };
    match rules::perform(&row, ctx.now()) {
        Err(fault) => Reply::fault(fault, Some(payment.id)),
        Ok(Step::TimeOut) => time_out(ctx, conn, &row).await,
        Ok(Step::Repeat) => Reply::good(rules::performed(&row), Some(payment.id)),
        Ok(Step::Do) => {
            if payment_events::complete(conn, &payment, Some(id), ctx.now()).await? == Settled::Refused {
                return Reply::fault(Fault::CannotPerform, Some(payment.id));
            }
            transactions::perform(conn, row.id, ctx.now()).await?;
            let row = transactions::find(conn, PAYME, id).await?.ok_or(Error::NotFound)?;
            Reply::good(rules::performed(&row), Some(payment.id))
        }
    }
}

async fn cancel(ctx: &Ctx, conn: &mut PgConnection, id: &str, reason: i16) -> Result<Reply> {
    let Some((row, payment)) = lock(conn, id).await? else { return Reply::fault(Fault::NoTransaction, None) };
    let returnable = refund_events::returnable(conn, payment.id).await?;
    match rules::cancel(&row, &payment, returnable) {
        Err(fault) => Reply::fault(fault, Some(payment.id)),
        Ok(Step::Do) => {
            if row.state == state::PERFORMED {
                let back = payment_events::refunded(conn, &payment, payment.amount_minor, Some(id)).await?;
                if back == Settled::Refused {
                    return Reply::fault(Fault::CannotCancel, Some(payment.id));
                }
            } else {
                payment_events::cancel(conn, &payment, &format!("cancelled by Payme, reason {reason}")).await?;
            }
            transactions::cancel(conn, row.id, Some(reason), ctx.now()).await?;
            let row = transactions::find(conn, PAYME, id).await?.ok_or(Error::NotFound)?;
            Reply::good(rules::cancelled(&row), Some(payment.id))
        }
        Ok(Step::Repeat | Step::TimeOut) => Reply::good(rules::cancelled(&row), Some(payment.id)),
    }
}

/// Twelve hours are over.
async fn time_out(ctx: &Ctx, conn: &mut PgConnection, row: &ProviderTransaction) -> Result<Reply> {
    let payment = payment_events::lock_payment(conn, row.payment_id).await?;
    payment_events::cancel(conn, &payment, "not paid within 12 hours").await?;
    transactions::cancel(conn, row.id, Some(REASON_TIMEOUT), ctx.now()).await?;
    Reply::fault(Fault::CannotPerform, Some(payment.id))
}
