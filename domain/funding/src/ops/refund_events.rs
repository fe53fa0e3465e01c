//! Money that goes back. It leaves the sponsorship's account when it is asked for, so that nobody
//! spends it while it is on its way, and returns there when the provider refuses. The payment counts
//! as refunded what the provider has sent.
//!
//! All here runs under `payment_events::lock_payment`, in the caller's transaction.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::{Actor, PaymentId, RefundId, Result, UserId};
use serde_json::json;
use sqlx::PgConnection;

use super::{ledger, payment_events};
use crate::{PaymentFacts, Settled};

/// What is left of the gift a payment brought, in minor units: not spent and not on its way back.
///
/// # Errors
/// Only when the database fails.
pub async fn left(conn: &mut PgConnection, payment: PaymentId) -> Result<i64> {
    let left = sqlx::query_scalar!(
        "select a.balance_minor from funding.payments p
         join funding.ledger_accounts a
           on a.sponsorship_id = p.sponsorship_id and a.currency = p.currency and a.kind = 'sponsorship'
         where p.id = $1",
        payment.0,
    )
    .fetch_optional(conn)
    .await?;
    Ok(left.unwrap_or(0))
}

/// What a provider may still take back of a payment, in minor units: what is left of the gift, and what
/// we asked to be sent back, which left the gift then.
///
/// # Errors
/// Only when the database fails.
pub async fn returnable(conn: &mut PgConnection, payment: PaymentId) -> Result<i64> {
    let asked = sqlx::query_scalar!(
        r#"select coalesce(sum(amount_minor), 0)::bigint as "minor!" from funding.refunds
           where payment_id = $1 and status = 'pending'"#,
        payment.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    Ok(asked + left(conn, payment).await?)
}

/// A refund on its way: the money leaves the sponsorship. The caller has checked what is left.
pub(crate) async fn begin(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    amount_minor: i64,
    reason: &str,
    asked_by: Option<UserId>,
) -> Result<RefundId> {
    let id = sqlx::query_scalar!(
        r#"insert into funding.refunds (payment_id, amount_minor, reason, requested_by)
           values ($1, $2, $3, $4) returning id as "id: RefundId""#,
        payment.id.0,
        amount_minor,
        reason,
        asked_by.map(|user| user.0),
    )
    .fetch_one(&mut *conn)
    .await?;
    ledger::send_back(conn, id, &payment.provider, payment.sponsorship_id, amount_minor, asked_by).await?;
    change_received(conn, payment, -amount_minor).await?;
    Ok(id)
}

async fn change_received(conn: &mut PgConnection, payment: &PaymentFacts, by: i64) -> Result<()> {
    sqlx::query!(
        "update funding.sponsorships set received_minor = received_minor + $2, updated_at = now() where id = $1",
        payment.sponsorship_id.0,
        by,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The provider sent it. Returns whether that is new.
pub(crate) async fn done(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    refund: RefundId,
    provider_ref: Option<&str>,
    actor: &Actor,
) -> Result<bool> {
    let row = sqlx::query!(
        "update funding.refunds
         set status = 'completed', completed_at = now(), failure = null, version = version + 1,
             provider_ref = coalesce($2, provider_ref)
         where id = $1 and status = 'pending' returning amount_minor, reason, requested_by",
        refund.0,
        provider_ref,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(false) };
    sqlx::query!(
        "update funding.payments
         set refunded_minor = refunded_minor + $2,
             status = case when refunded_minor + $2 = amount_minor then 'refunded' else status end,
             stuck = case when stuck in ('refund_failed', 'refund_beyond_left') then null else stuck end,
             version = version + 1, updated_at = now()
         where id = $1",
        payment.id.0,
        row.amount_minor,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update funding.sponsorships s set status = 'refunded', updated_at = now()
         from funding.payments p where p.id = $1 and p.status = 'refunded' and s.id = p.sponsorship_id",
        payment.id.0,
    )
    .execute(&mut *conn)
    .await?;
    tell(conn, payment, refund, row.amount_minor, &row.reason).await?;
    Entry::new("refund.complete", "payment", payment.id.0)
        .new_value(json!({
            "refund_id": refund,
            "amount_minor": row.amount_minor,
            "currency": payment.currency,
            "provider": payment.provider,
            "requested_by": row.requested_by,
            "reason": row.reason,
        }))
        .record(conn, actor)
        .await?;
    Ok(true)
}

async fn tell(conn: &mut PgConnection, payment: &PaymentFacts, id: RefundId, minor: i64, reason: &str) -> Result<()> {
    let parties = payment_events::parties(conn, payment.sponsorship_id).await?;
    let to_sponsor = Notice::RefundDone {
        sponsorship_id: payment.sponsorship_id,
        title: parties.title.clone(),
        amount: payment.money(minor),
        reason: reason.to_owned(),
    };
    notify(conn, Audience::User(parties.sponsor), to_sponsor, format!("refund-{id}")).await?;
    let to_organizer = Notice::SponsorshipReturned {
        project_id: payment.project_id,
        title: parties.title,
        amount: payment.money(minor),
        reason: reason.to_owned(),
    };
    notify(conn, Audience::User(parties.organizer), to_organizer, format!("refund-{id}-organizer")).await
}

/// It will not be sent: the money is the project's again. Returns whether that is new.
pub(crate) async fn failed(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    refund: RefundId,
    why: &str,
    actor: &Actor,
) -> Result<bool> {
    let why: String = why.chars().filter(|c| !c.is_control()).take(500).collect();
    let amount = sqlx::query_scalar!(
        "update funding.refunds set status = 'failed', failure = $2, completed_at = now(), version = version + 1
         where id = $1 and status = 'pending' returning amount_minor",
        refund.0,
        why,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(amount) = amount else { return Ok(false) };
    ledger::reverse_refund(conn, refund, actor.id()).await?;
    change_received(conn, payment, amount).await?;
    Entry::new("refund.fail", "payment", payment.id.0)
        .new_value(json!({ "refund_id": refund, "amount_minor": amount, "reason": why }))
        .record(conn, actor)
        .await?;
    Ok(true)
}

/// More went back than we knew: first what we asked for, then what the provider sent by itself.
pub(crate) async fn recognise(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    new_minor: i64,
    provider_ref: Option<&str>,
) -> Result<Settled> {
    let actor = payment_events::provider_actor(&payment.provider);
    let asked = sqlx::query!(
        r#"select id as "id: RefundId", amount_minor from funding.refunds
           where payment_id = $1 and status = 'pending' order by id"#,
        payment.id.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut rest = new_minor;
    for refund in asked {
        if refund.amount_minor <= rest && done(conn, payment, refund.id, provider_ref, &actor).await? {
            rest -= refund.amount_minor;
        }
    }
    if rest == 0 {
        return Ok(Settled::Done);
    }
    if rest > left(conn, payment.id).await? {
        mark_beyond_left(conn, payment.id).await?;
        return Ok(Settled::Refused);
    }
    let refund = begin(conn, payment, rest, "by the payment provider", None).await?;
    done(conn, payment, refund, provider_ref, &actor).await?;
    Ok(Settled::Done)
}

/// The provider sent back more than there is of the payment: it is for a person to look at.
pub(crate) async fn mark_beyond_left(conn: &mut PgConnection, payment: PaymentId) -> Result<()> {
    sqlx::query!("update funding.payments set stuck = 'refund_beyond_left' where id = $1", payment.0)
        .execute(conn)
        .await?;
    Ok(())
}
