//! Prepare and Complete, each in one transaction: lock, rules, Click's transaction, what follows, the
//! call marked as handled.

use birqadam_core::ssr::Ctx;
use birqadam_core::{PaymentId, Result};
use birqadam_funding::ops::payment_events;
use birqadam_funding::ops::provider_calls::{self, CallId};
use birqadam_funding::ops::provider_transactions::{self as transactions, NewTransaction, ProviderTransaction, state};
use birqadam_funding::{PaymentFacts, Settled};
use serde_json::Value;
use sqlx::PgConnection;

use super::request::{Action, ShopRequest};
use super::rules::{self, Fault, Step};

/// The name under which all of it is stored.
pub const CLICK: &str = "click";

type Answered = std::result::Result<Value, Fault>;

/// Does what is asked.
///
/// # Errors
/// Only when the database fails; nothing is done then.
pub async fn run(ctx: &Ctx, call: CallId, action: Action, request: &ShopRequest, currency: &str) -> Result<Answered> {
    let mut tx = ctx.begin().await?;
    let payment = match payment_events::find_payment(&mut tx, CLICK, &request.merchant_trans_id).await? {
        Some(found) => Some(payment_events::lock_payment(&mut tx, found.id).await?),
        None => None,
    };
    let answered = match action {
        Action::Prepare => prepare(ctx, &mut tx, payment.as_ref(), request, currency).await?,
        Action::Complete => complete(ctx, &mut tx, payment.as_ref(), request).await?,
    };
    let outcome = match &answered {
        Ok(_) => "accepted".to_owned(),
        Err(fault) => format!("refused: {}", fault.code()),
    };
    let payment: Option<PaymentId> = payment.map(|payment| payment.id);
    provider_calls::handled(&mut tx, call, &outcome, payment).await?;
    tx.commit().await?;
    Ok(answered)
}

async fn prepare(
    ctx: &Ctx,
    conn: &mut PgConnection,
    payment: Option<&PaymentFacts>,
    request: &ShopRequest,
    currency: &str,
) -> Result<Answered> {
    if let Err(fault) = rules::prepare(payment, request, currency, ctx.now()) {
        return Ok(Err(fault));
    }
    let Some(payment) = payment else { return Ok(Err(Fault::NoOrder)) };
    let row = match transactions::find(conn, CLICK, &request.click_trans_id).await? {
        // Prepared before: the same answer.
        Some(known) => Some(known).filter(|known| known.payment_id == payment.id),
        None => {
            let new = NewTransaction {
                provider: CLICK,
                provider_txn_id: &request.click_trans_id,
                payment_id: payment.id,
                amount_minor: payment.amount_minor,
                provider_time_ms: ctx.now().timestamp_millis(),
                at: ctx.now(),
            };
            transactions::create(conn, &new).await?
        }
    };
    let Some(row) = row else { return Ok(Err(Fault::NoOrder)) };
    if row.state != state::CREATED {
        return Ok(Err(Fault::Cancelled));
    }
    payment_events::mark_pending(conn, payment, None).await?;
    Ok(Ok(rules::prepared(request, &row)))
}

async fn complete(
    ctx: &Ctx,
    conn: &mut PgConnection,
    payment: Option<&PaymentFacts>,
    request: &ShopRequest,
) -> Result<Answered> {
    let prepared = transactions::find(conn, CLICK, &request.click_trans_id).await?;
    let step = match rules::complete(payment, prepared.as_ref(), request) {
        Ok(step) => step,
        Err(fault) => return Ok(Err(fault)),
    };
    let (Some(payment), Some(row)) = (payment, prepared) else { return Ok(Err(Fault::NoTransaction)) };
    match step {
        Step::Perform => perform(ctx, conn, payment, &row, request).await,
        Step::Cancel => {
            let note: String = request.error_note.chars().take(200).collect();
            payment_events::fail(conn, payment, &format!("Click: {} {note}", request.error)).await?;
            transactions::cancel(conn, row.id, None, ctx.now()).await?;
            Ok(Err(Fault::Cancelled))
        }
    }
}

async fn perform(
    ctx: &Ctx,
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    row: &ProviderTransaction,
    request: &ShopRequest,
) -> Result<Answered> {
    match payment_events::complete(conn, payment, Some(&request.click_trans_id), ctx.now()).await? {
        Settled::Done => {
            transactions::perform(conn, row.id, ctx.now()).await?;
            Ok(Ok(rules::completed(request, row)))
        }
        Settled::Repeated | Settled::Refused => Ok(Err(Fault::AlreadyPaid)),
    }
}
