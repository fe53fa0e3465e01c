//! What follows from what happens to a payment: its state, its sponsorship, the ledger, notices and
//! the action log, all in the caller's transaction, which nothing here commits. Every event may be
//! told twice and in any order.
//!
//! Locks: the project's row, then the payment's. Each event takes them itself; who wants to decide by
//! the facts first takes them with [`lock_payment`].

mod facts;
mod giving_up;
mod parties;

use birqadam_core::notice::Notice;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::db_error::DbResultExt;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::{Code, Error, PaymentId, Result, SponsorshipId};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::ledger;
use super::refund_events;
use crate::{PaymentFacts, PaymentStatus, Settled};

pub use facts::{find_payment, lock_payment};
use giving_up::end;
pub(crate) use giving_up::fail_at_once;
pub use giving_up::{cancel, fail};
use parties::log;
pub(crate) use parties::{parties, provider_actor};

const REF_TAKEN: (&str, Error) = ("payments_provider_ref", Error::Conflict(Code::WrongState));

/// The provider works on it.
///
/// # Errors
/// [`Error::Conflict`] when another payment has that name at the provider.
pub async fn mark_pending(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    provider_ref: Option<&str>,
) -> Result<Settled> {
    let now = lock_payment(conn, payment.id).await?;
    if now.status == PaymentStatus::Pending && (provider_ref.is_none() || provider_ref == now.provider_ref.as_deref()) {
        return Ok(Settled::Repeated);
    }
    if !now.status.is_open() {
        return Ok(Settled::Refused);
    }
    sqlx::query!(
        "update funding.payments
         set status = 'pending', provider_ref = coalesce($2, provider_ref), version = version + 1, updated_at = now()
         where id = $1",
        now.id.0,
        provider_ref,
    )
    .execute(&mut *conn)
    .await
    .on_constraint(&[REF_TAKEN])?;
    if now.status != PaymentStatus::Pending {
        log(conn, &now, "payment.pending", PaymentStatus::Pending, None).await?;
    }
    Ok(Settled::Done)
}

/// The money came. Also after we gave up waiting: what came is booked. Where the sponsorship was paid
/// by another payment meanwhile, this one becomes a sponsorship of its own, so that no tenge is lost
/// and a person can decide on sending one back.
///
/// # Errors
/// [`Error::Conflict`] when another payment has that name at the provider.
pub async fn complete(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    provider_ref: Option<&str>,
    at: DateTime<Utc>,
) -> Result<Settled> {
    let mut now = lock_payment(conn, payment.id).await?;
    if matches!(now.status, PaymentStatus::Completed | PaymentStatus::Refunded) {
        return Ok(Settled::Repeated);
    }
    if !now.status.is_open() {
        make_room(conn, &mut now).await?;
    }
    sqlx::query!(
        "update funding.payments
         set status = 'completed', provider_ref = coalesce($2, provider_ref), completed_at = $3, failure = null,
             stuck = case when stuck = 'paid_twice' then stuck end, version = version + 1, updated_at = now()
         where id = $1",
        now.id.0,
        provider_ref,
        at,
    )
    .execute(&mut *conn)
    .await
    .on_constraint(&[REF_TAKEN])?;
    sqlx::query!(
        "update funding.sponsorships
         set status = 'completed', received_minor = received_minor + $2, completed_at = coalesce(completed_at, $3),
             updated_at = now()
         where id = $1",
        now.sponsorship_id.0,
        now.amount_minor,
        at,
    )
    .execute(&mut *conn)
    .await?;
    let booked = ledger::Booked::default();
    ledger::receive(conn, now.id, &now.provider, now.sponsorship_id, now.amount_minor, booked).await?;
    let parties = parties(conn, now.sponsorship_id).await?;
    notify(
        conn,
        Audience::User(parties.organizer),
        Notice::SponsorshipReceived {
            project_id: now.project_id,
            title: parties.title.clone(),
            sponsor: parties.shown_sponsor,
            amount: now.money(now.amount_minor),
        },
        format!("sponsorship-received-{}", now.id),
    )
    .await?;
    notify(
        conn,
        Audience::User(parties.sponsor),
        Notice::SponsorshipThanks {
            sponsorship_id: now.sponsorship_id,
            title: parties.title,
            amount: now.money(now.amount_minor),
        },
        format!("sponsorship-thanks-{}", now.id),
    )
    .await?;
    log(conn, &now, "payment.complete", PaymentStatus::Completed, None).await?;
    Ok(Settled::Done)
}

/// For money that came late: another open payment of the sponsorship is given up; beside a paid one
/// the late money is a gift of its own.
async fn make_room(conn: &mut PgConnection, late: &mut PaymentFacts) -> Result<()> {
    let other = sqlx::query!(
        r#"select id as "id: PaymentId", status in ('completed', 'refunded') as "paid!" from funding.payments
           where sponsorship_id = $1 and id <> $2 and status in ('created', 'pending', 'completed', 'refunded')"#,
        late.sponsorship_id.0,
        late.id.0,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(other) = other else { return Ok(()) };
    if !other.paid {
        let facts = lock_payment(conn, other.id).await?;
        return end(conn, &facts, PaymentStatus::Cancelled, "paid by an earlier payment").await;
    }
    let own = sqlx::query_scalar!(
        r#"insert into funding.sponsorships
             (sponsor_id, project_id, amount_minor, currency, purpose, is_anonymous, pledge_id)
           select sponsor_id, project_id, amount_minor, currency, purpose, is_anonymous, null
           from funding.sponsorships where id = $1
           returning id as "id: SponsorshipId""#,
        late.sponsorship_id.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query!(
        "update funding.payments set sponsorship_id = $2, stuck = 'paid_twice' where id = $1",
        late.id.0,
        own.0,
    )
    .execute(&mut *conn)
    .await?;
    Entry::new("payment.paid_twice", "payment", late.id.0)
        .old(json!({ "sponsorship_id": late.sponsorship_id }))
        .new_value(json!({ "sponsorship_id": own, "paid_by": other.id }))
        .record(conn, &provider_actor(&late.provider))
        .await?;
    late.sponsorship_id = own;
    Ok(())
}

/// The provider tells the total that went back so far. What we asked for ourselves is recognised in
/// it; the rest the provider sent back by itself. [`Settled::Refused`]: more than is left of the
/// gift (or than was paid), so it is not booked and stands out on the page of payments.
///
/// # Errors
/// Only when the database fails.
pub async fn refunded(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    total_refunded_minor: i64,
    provider_ref: Option<&str>,
) -> Result<Settled> {
    let mut now = lock_payment(conn, payment.id).await?;
    if total_refunded_minor <= now.refunded_minor {
        return Ok(Settled::Repeated);
    }
    if total_refunded_minor > now.amount_minor {
        refund_events::mark_beyond_left(conn, now.id).await?;
        return Ok(Settled::Refused);
    }
    if !matches!(now.status, PaymentStatus::Completed | PaymentStatus::Refunded) {
        // What went back had come: the news of it was overtaken.
        let at = Utc::now();
        complete(conn, &now, None, at).await?;
        now = lock_payment(conn, payment.id).await?;
    }
    refund_events::recognise(conn, &now, total_refunded_minor - now.refunded_minor, provider_ref).await
}
