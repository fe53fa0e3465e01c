//! Comparing our payments with what their providers know of them, for the news that never came. What
//! differs is repaired by the same events as if it had been told, or shown to a person as stuck.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::payment_provider::{ProviderError, Standing, Statement};
use birqadam_core::{Actor, PaymentId, Permission, Result};
use chrono::TimeDelta;
use sqlx::PgConnection;

use super::payment_events::{self, lock_payment};
use super::provider_health;
use crate::{PaymentFacts, PaymentStatus, Settled, Stuck};

/// Before that a payment is news, not a question.
const SETTLES_WITHIN: TimeDelta = TimeDelta::minutes(15);
/// A provider that does not answer about a payment for so long is something for a person.
const SILENCE: TimeDelta = TimeDelta::hours(2);
/// Payments compared by one run; the next one goes on.
const BATCH: i64 = 500;

/// Every open payment that is not fresh any more and everything that came in the last day. Returns
/// how many were compared.
///
/// # Errors
/// When the database does not answer; what a single payment runs into is logged.
pub async fn reconcile(ctx: &Ctx) -> Result<usize> {
    let now = ctx.now();
    let ids = sqlx::query_scalar!(
        r#"select id as "id: PaymentId" from funding.payments
           where (status in ('created', 'pending') and created_at <= $1) or completed_at >= $2
           order by looked_at nulls first, id limit $3"#,
        now - SETTLES_WITHIN,
        now - TimeDelta::days(1),
        BATCH,
    )
    .fetch_all(&ctx.db)
    .await?;
    look_at_all(ctx, ids).await
}

/// Open payments whose time is over: the provider is asked once more before they are given up.
/// Returns how many there were.
///
/// # Errors
/// As [`reconcile`].
pub async fn expire(ctx: &Ctx) -> Result<usize> {
    let now = ctx.now();
    let ids = sqlx::query_scalar!(
        r#"select id as "id: PaymentId" from funding.payments
           where status in ('created', 'pending') and expires_at <= $1
             and (looked_at is null or looked_at <= $2)
           order by expires_at, id limit $3"#,
        now,
        now - SETTLES_WITHIN,
        BATCH,
    )
    .fetch_all(&ctx.db)
    .await?;
    look_at_all(ctx, ids).await
}

async fn look_at_all(ctx: &Ctx, ids: Vec<PaymentId>) -> Result<usize> {
    for id in &ids {
        // One that goes wrong does not keep the others from being looked at.
        if let Err(error) = look_at(ctx, *id, None).await {
            tracing::error!(payment = id.0, %error, "a payment could not be compared");
        }
    }
    Ok(ids.len())
}

/// Asks the provider about one payment now. Permission `payments.manage`.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`].
pub async fn look_again(ctx: &Ctx, actor: &Actor, id: PaymentId) -> Result<()> {
    actor.require(Permission::PaymentsManage)?;
    look_at(ctx, id, Some(actor)).await
}

/// Asks the provider and does what follows. The provider is asked without any lock. `by` is the person
/// who wants to know.
async fn look_at(ctx: &Ctx, id: PaymentId, by: Option<&Actor>) -> Result<()> {
    let asked = sqlx::query!("select provider, transaction_id, provider_ref from funding.payments where id = $1", id.0)
        .fetch_optional(&ctx.db)
        .await?
        .ok_or(birqadam_core::Error::NotFound)?;
    let answer = match ctx.payments.get(&asked.provider) {
        Some(provider) => {
            let looking = provider.look(&asked.transaction_id, asked.provider_ref.as_deref());
            provider_health::ask(ctx, &asked.provider, looking).await
        }
        None => Err(ProviderError::NotOffered),
    };
    let mut tx = ctx.begin().await?;
    let payment = lock_payment(&mut tx, id).await?;
    if let Some(actor) = by {
        Entry::new("payment.look", "payment", id.0).record(&mut tx, actor).await?;
    }
    let stuck = match answer {
        Ok(statement) => compare(ctx, &mut tx, &payment, &statement).await?,
        Err(ProviderError::NotOffered) => {
            // Nobody to ask: what is over is over. Late money is booked all the same.
            give_up_if_over(ctx, &mut tx, &payment).await?;
            Verdict::Unchanged
        }
        Err(error @ (ProviderError::Unavailable(_) | ProviderError::Refused(_))) => {
            tracing::warn!(payment = id.0, provider = asked.provider, %error, "no answer about a payment");
            let silent = payment.status.is_open() && payment.expires_at + SILENCE <= ctx.now();
            if silent { Verdict::Stuck(Stuck::Unanswered) } else { Verdict::Unchanged }
        }
    };
    note(ctx, &mut tx, id, stuck).await?;
    tx.commit().await?;
    Ok(())
}

/// What a look leaves on the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Agrees,
    Stuck(Stuck),
    /// As it was noted before.
    Unchanged,
}

async fn compare(ctx: &Ctx, conn: &mut PgConnection, payment: &PaymentFacts, statement: &Statement) -> Result<Verdict> {
    let known = statement.standing != Standing::Unknown;
    if known && (statement.amount_minor != payment.amount_minor || statement.currency != payment.currency) {
        return Ok(Verdict::Stuck(Stuck::AmountDiffers));
    }
    let paid_here = matches!(payment.status, PaymentStatus::Completed | PaymentStatus::Refunded);
    match statement.standing {
        Standing::Paid => {
            payment_events::complete(conn, payment, statement.provider_ref.as_deref(), ctx.now()).await?;
        }
        Standing::Cancelled if statement.refunded_minor > 0 => {}
        Standing::Cancelled if paid_here => {
            // All of it is back with the payer by our books too.
            let settled = payment.status == PaymentStatus::Refunded;
            return Ok(if settled { Verdict::Agrees } else { Verdict::Stuck(Stuck::CancelledThere) });
        }
        Standing::Cancelled => {
            payment_events::cancel(conn, payment, "called off at the provider").await?;
        }
        Standing::Open | Standing::Unknown if paid_here => return Ok(Verdict::Stuck(Stuck::UnknownThere)),
        Standing::Open | Standing::Unknown => give_up_if_over(ctx, conn, payment).await?,
    }
    if statement.refunded_minor > 0
        && payment_events::refunded(conn, payment, statement.refunded_minor, None).await? == Settled::Refused
    {
        return Ok(Verdict::Stuck(Stuck::RefundBeyondLeft));
    }
    Ok(Verdict::Agrees)
}

async fn give_up_if_over(ctx: &Ctx, conn: &mut PgConnection, payment: &PaymentFacts) -> Result<()> {
    if payment.status.is_open() && payment.expires_at <= ctx.now() {
        payment_events::cancel(conn, payment, "nobody paid in time").await?;
    }
    Ok(())
}

async fn note(ctx: &Ctx, conn: &mut PgConnection, id: PaymentId, verdict: Verdict) -> Result<()> {
    let stuck = match verdict {
        Verdict::Stuck(why) => Some(why.as_str()),
        _ => None,
    };
    // Two payments for one gift and a refused refund are no matter of agreement: a person answers them.
    let changed = sqlx::query_scalar!(
        r#"update funding.payments p
           set looked_at = $2,
               stuck = case when $3 then p.stuck
                            when $4::text is null and p.stuck in ('paid_twice', 'refund_failed') then p.stuck
                            else $4 end
           from funding.payments before
           where p.id = $1 and before.id = p.id
           returning p.stuck is distinct from before.stuck and p.stuck is not null as "changed!""#,
        id.0,
        ctx.now(),
        verdict == Verdict::Unchanged,
        stuck,
    )
    .fetch_one(&mut *conn)
    .await?;
    if changed {
        Entry::new("payment.stuck", "payment", id.0)
            .new_value(serde_json::json!({ "stuck": stuck }))
            .record(conn, &Actor::system("reconciliation"))
            .await?;
    }
    Ok(())
}
