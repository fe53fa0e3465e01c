//! A payment that will not come: called off, failed, or not paid in time.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::{PaymentId, Result};
use sqlx::PgConnection;

use super::facts::lock_payment;
use super::parties::{log, parties};
use crate::{PaymentFacts, PaymentStatus, Settled};

/// The payer or the provider called it off, or nobody paid in time.
///
/// # Errors
/// Only when the database fails.
pub async fn cancel(conn: &mut PgConnection, payment: &PaymentFacts, reason: &str) -> Result<Settled> {
    give_up(conn, payment, PaymentStatus::Cancelled, reason).await
}

/// It did not go through: the sponsor is told, and can try again.
///
/// # Errors
/// Only when the database fails.
pub async fn fail(conn: &mut PgConnection, payment: &PaymentFacts, reason: &str) -> Result<Settled> {
    let settled = give_up(conn, payment, PaymentStatus::Failed, reason).await?;
    if settled == Settled::Done {
        let parties = parties(conn, payment.sponsorship_id).await?;
        let notice = Notice::PaymentFailed {
            sponsorship_id: payment.sponsorship_id,
            title: parties.title,
            amount: payment.money(payment.amount_minor),
        };
        notify(conn, Audience::User(parties.sponsor), notice, format!("payment-failed-{}", payment.id)).await?;
    }
    Ok(settled)
}

/// As [`fail`], for a payer who is told right here, on the page.
pub(crate) async fn fail_at_once(conn: &mut PgConnection, payment: PaymentId, reason: &str) -> Result<Settled> {
    let facts = lock_payment(conn, payment).await?;
    give_up(conn, &facts, PaymentStatus::Failed, reason).await
}

async fn give_up(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    status: PaymentStatus,
    reason: &str,
) -> Result<Settled> {
    let now = lock_payment(conn, payment.id).await?;
    match now.status {
        PaymentStatus::Failed | PaymentStatus::Cancelled => Ok(Settled::Repeated),
        PaymentStatus::Completed | PaymentStatus::Refunded => Ok(Settled::Refused),
        PaymentStatus::Created | PaymentStatus::Pending => {
            end(conn, &now, status, reason).await?;
            Ok(Settled::Done)
        }
    }
}

pub(super) async fn end(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    status: PaymentStatus,
    reason: &str,
) -> Result<()> {
    let reason: String = reason.chars().filter(|c| !c.is_control()).take(500).collect();
    sqlx::query!(
        "update funding.payments
         set status = $2, failure = $3, stuck = null, version = version + 1, updated_at = now() where id = $1",
        payment.id.0,
        status.as_str(),
        reason,
    )
    .execute(&mut *conn)
    .await?;
    // The only open payment was the sponsorship's hope.
    sqlx::query!(
        "update funding.sponsorships set status = $2, updated_at = now() where id = $1 and status = 'pending'",
        payment.sponsorship_id.0,
        status.as_str(),
    )
    .execute(&mut *conn)
    .await?;
    let operation = if status == PaymentStatus::Failed { "payment.fail" } else { "payment.cancel" };
    log(conn, payment, operation, status, Some(&reason)).await
}
