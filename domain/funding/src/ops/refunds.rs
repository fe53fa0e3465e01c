//! Refunds that a person asks for. Permission `payments.manage`. The provider is asked by a job, with a
//! key that makes asking twice one refund; where its protocol has no such call, the person does it in
//! the provider's cabinet and says so here.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::jobs::{self, Job};
use birqadam_core::ssr::payment_provider::{ProviderError, RefundOrder};
use birqadam_core::{Actor, Amount, Code, Error, FieldCode, PaymentId, Permission, RefundId, Result, UserId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;

use super::{payment_events, provider_health, refund_events};
use crate::{PaymentFacts, PaymentStatus, Refund, RefundPayment, RefundStatus};

/// The job `send_refund`: asks the provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendRefund {
    pub refund: RefundId,
}

impl Job for SendRefund {
    const TASK: &'static str = "send_refund";
}

/// Sends back all that is left of a payment, or a part. Permission `payments.manage`.
///
/// # Errors
/// [`Error::Invalid`] on `amount` (more than is left of the gift, or nothing is), `reason`; [`Error::Conflict`] with
/// `wrong_state` for a payment that did not come or went back, with `plan_changed` when `left` is
/// another sum now; [`Error::NotFound`].
pub async fn refund_payment(ctx: &Ctx, actor: &Actor, id: PaymentId, input: RefundPayment) -> Result<Refund> {
    let user = actor.require(Permission::PaymentsManage)?;
    let (amount, reason) = input.validate()?;
    let seen = input.left;
    let mut tx = ctx.begin().await?;
    let payment = payment_events::lock_payment(&mut tx, id).await?;
    if payment.status != PaymentStatus::Completed {
        return Err(Error::Conflict(Code::WrongState));
    }
    let left = refund_events::left(&mut tx, id).await?;
    if seen.is_some_and(|seen| seen.0 != left) {
        return Err(Error::Conflict(Code::PlanChanged));
    }
    let amount = amount.map_or(left, |amount| amount.0);
    if left == 0 || amount > left {
        return Err(Error::field("amount", FieldCode::NotEnoughMoney(left)));
    }
    let refund = refund_events::begin(&mut tx, &payment, amount, &reason, Some(user)).await?;
    jobs::enqueue(&mut tx, &SendRefund { refund }).await?;
    Entry::new("refund.request", "payment", id.0)
        .new_value(json!({
            "refund_id": refund,
            "amount_minor": amount,
            "currency": payment.currency,
            "reason": reason,
            "sponsorship_id": payment.sponsorship_id,
        }))
        .record(&mut tx, actor)
        .await?;
    let refund = load_one(&mut tx, refund).await?;
    tx.commit().await?;
    Ok(refund)
}

/// Asks the provider to send a refund. Nothing to do when it was sent or given up meanwhile.
///
/// # Errors
/// When the provider does not answer: the job is tried again.
pub async fn send_refund(ctx: &Ctx, refund: RefundId) -> Result<()> {
    let row = sqlx::query!(
        r#"select r.payment_id as "payment_id: PaymentId", r.amount_minor, r.status, r.by_hand, p.provider,
                  p.transaction_id, p.provider_ref, p.currency
           from funding.refunds r join funding.payments p on p.id = r.payment_id where r.id = $1"#,
        refund.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    if row.status != RefundStatus::Pending.as_str() || row.by_hand {
        return Ok(());
    }
    let order = RefundOrder {
        idempotency_key: format!("{}-refund-{refund}", row.transaction_id),
        transaction_id: row.transaction_id,
        provider_ref: row.provider_ref,
        amount_minor: row.amount_minor,
        currency: row.currency,
    };
    let answer = match ctx.payments.get(&row.provider) {
        Some(provider) => provider_health::ask(ctx, &row.provider, provider.refund(&order)).await,
        // Not set up any more: it still has a cabinet.
        None => Err(ProviderError::NotOffered),
    };
    let mut tx = ctx.begin().await?;
    let payment = payment_events::lock_payment(&mut tx, row.payment_id).await?;
    let provider = payment_events::provider_actor(&payment.provider);
    match answer {
        Ok(provider_ref) => {
            refund_events::done(&mut tx, &payment, refund, provider_ref.as_deref(), &provider).await?;
        }
        Err(ProviderError::NotOffered) => leave_to_a_person(&mut tx, &payment, refund, &provider).await?,
        Err(ProviderError::Refused(why)) => {
            if refund_events::failed(&mut tx, &payment, refund, &why, &provider).await? {
                sqlx::query!("update funding.payments set stuck = 'refund_failed' where id = $1", payment.id.0)
                    .execute(&mut *tx)
                    .await?;
            }
        }
        Err(ProviderError::Unavailable(why)) => {
            let why: String = why.chars().filter(|c| !c.is_control()).take(500).collect();
            sqlx::query!("update funding.refunds set failure = $2 where id = $1 and status = 'pending'", refund.0, why)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            tracing::warn!(%refund, provider = payment.provider, why, "a refund waits for the provider");
            return Err(Error::Unavailable);
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn leave_to_a_person(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    refund: RefundId,
    actor: &Actor,
) -> Result<()> {
    sqlx::query!(
        "update funding.refunds set by_hand = true, failure = null, version = version + 1
         where id = $1 and status = 'pending'",
        refund.0,
    )
    .execute(&mut *conn)
    .await?;
    Entry::new("refund.by_hand", "payment", payment.id.0)
        .new_value(json!({ "refund_id": refund }))
        .record(conn, actor)
        .await
}

/// What a person did with a refund that the provider's protocol has no call for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByHand {
    /// The money was sent in the provider's cabinet.
    Sent,
    /// It will not be sent.
    GivenUp,
}

/// Marks a refund as done by hand, or as given up: the money is the project's again. Permission
/// `payments.manage`.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `wrong_state` when it is not done by hand, with
/// `already_decided` when it is settled.
pub async fn settle_by_hand(ctx: &Ctx, actor: &Actor, refund: RefundId, how: ByHand) -> Result<Refund> {
    actor.require(Permission::PaymentsManage)?;
    let mut tx = ctx.begin().await?;
    let payment = sqlx::query_scalar!(
        r#"select payment_id as "payment_id: PaymentId" from funding.refunds where id = $1"#,
        refund.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::NotFound)?;
    let payment = payment_events::lock_payment(&mut tx, payment).await?;
    let by_hand =
        sqlx::query_scalar!("select by_hand from funding.refunds where id = $1", refund.0).fetch_one(&mut *tx).await?;
    if !by_hand {
        return Err(Error::Conflict(Code::WrongState));
    }
    let changed = match how {
        ByHand::Sent => refund_events::done(&mut tx, &payment, refund, None, actor).await?,
        ByHand::GivenUp => refund_events::failed(&mut tx, &payment, refund, "given up", actor).await?,
    };
    if !changed {
        return Err(Error::Conflict(Code::AlreadyDecided));
    }
    let refund = load_one(&mut tx, refund).await?;
    tx.commit().await?;
    Ok(refund)
}

async fn load_one(conn: &mut PgConnection, id: RefundId) -> Result<Refund> {
    load(conn, None, Some(id)).await?.into_iter().next().ok_or(Error::NotFound)
}

/// The refunds of a payment, or one by its id.
pub(crate) async fn load(
    conn: &mut PgConnection,
    payment: Option<PaymentId>,
    one: Option<RefundId>,
) -> Result<Vec<Refund>> {
    let rows = sqlx::query!(
        r#"select r.id as "id: RefundId", r.payment_id as "payment_id: PaymentId", r.amount_minor, p.currency, r.status,
                  r.reason, r.requested_by as "requested_by: UserId", u.name as "name?", r.by_hand, r.provider_ref,
                  r.failure, r.created_at, r.completed_at
           from funding.refunds r
           join funding.payments p on p.id = r.payment_id
           left join accounts.users u on u.id = r.requested_by
           where ($1::bigint is null or r.payment_id = $1) and ($2::bigint is null or r.id = $2)
           order by r.id"#,
        payment.map(|id| id.0),
        one.map(|id| id.0),
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Refund {
                id: row.id,
                payment_id: row.payment_id,
                amount: Amount(row.amount_minor),
                currency: row.currency,
                status: RefundStatus::parse(&row.status)
                    .ok_or_else(|| internal(&format!("unknown refund status {}", row.status)))?,
                reason: row.reason,
                requested_by: row.requested_by,
                requested_by_name: row.name,
                by_hand: row.by_hand,
                provider_ref: row.provider_ref,
                failure: row.failure,
                created_at: row.created_at,
                completed_at: row.completed_at,
            })
        })
        .collect()
}
