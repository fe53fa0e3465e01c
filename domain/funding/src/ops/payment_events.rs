//! What follows from what happens to a payment: its state, its sponsorship, the ledger, notices and
//! the action log, all in the caller's transaction, which nothing here commits. Every event may be
//! told twice and in any order.
//!
//! Locks: the project's row, then the payment's. Each event takes them itself; who wants to decide by
//! the facts first takes them with [`lock_payment`].

use birqadam_core::notice::Notice;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::db_error::{DbResultExt, internal};
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::{Actor, Code, Error, Money, PaymentId, ProjectId, Result, SponsorshipId, UserId};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::ledger;
use super::refund_events;
use crate::{PaymentFacts, PaymentStatus, Settled};

/// By the name we gave it at the provider; without a lock.
///
/// # Errors
/// Only when the database fails.
pub async fn find_payment(
    conn: &mut PgConnection,
    provider: &str,
    transaction_id: &str,
) -> Result<Option<PaymentFacts>> {
    let id = sqlx::query_scalar!(
        r#"select id as "id: PaymentId" from funding.payments where transaction_id = $1 and provider = $2"#,
        transaction_id,
        provider,
    )
    .fetch_optional(&mut *conn)
    .await?;
    match id {
        Some(id) => read(conn, id).await.map(Some),
        None => Ok(None),
    }
}

/// The payment as it is now, and nobody changes it before the caller's transaction ends.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn lock_payment(conn: &mut PgConnection, id: PaymentId) -> Result<PaymentFacts> {
    let project = sqlx::query_scalar!(
        r#"select s.project_id as "project_id: ProjectId"
           from funding.payments p join funding.sponsorships s on s.id = p.sponsorship_id where p.id = $1"#,
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    ledger::lock_project(conn, project).await?;
    sqlx::query!("select id from funding.payments where id = $1 for update", id.0).fetch_one(&mut *conn).await?;
    read(conn, id).await
}

async fn read(conn: &mut PgConnection, id: PaymentId) -> Result<PaymentFacts> {
    let row = sqlx::query!(
        r#"select p.sponsorship_id, s.project_id, p.provider, p.transaction_id, p.provider_ref, p.status,
                  p.amount_minor, p.currency, p.refunded_minor, p.expires_at, p.completed_at,
                  funding.takes_money(j.status, j.ends_on) as "takes_money!"
           from funding.payments p
           join funding.sponsorships s on s.id = p.sponsorship_id
           join volunteering.projects j on j.id = s.project_id
           where p.id = $1"#,
        id.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(PaymentFacts {
        id,
        sponsorship_id: SponsorshipId(row.sponsorship_id),
        project_id: ProjectId(row.project_id),
        provider: row.provider,
        transaction_id: row.transaction_id,
        provider_ref: row.provider_ref,
        status: PaymentStatus::parse(&row.status)
            .ok_or_else(|| internal(&format!("unknown payment status {}", row.status)))?,
        amount_minor: row.amount_minor,
        currency: row.currency,
        refunded_minor: row.refunded_minor,
        expires_at: row.expires_at,
        completed_at: row.completed_at,
        project_takes_money: row.takes_money,
    })
}

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
    ledger::receive(conn, now.id, &now.provider, now.sponsorship_id, now.amount_minor).await?;
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

async fn end(conn: &mut PgConnection, payment: &PaymentFacts, status: PaymentStatus, reason: &str) -> Result<()> {
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

const REF_TAKEN: (&str, Error) = ("payments_provider_ref", Error::Conflict(Code::WrongState));

/// Who has to do with a sponsorship.
pub(crate) struct Parties {
    pub sponsor: UserId,
    pub organizer: UserId,
    pub title: String,
    /// Nothing when the sponsor does not want to be named.
    pub shown_sponsor: Option<String>,
}

pub(crate) async fn parties(conn: &mut PgConnection, sponsorship: SponsorshipId) -> Result<Parties> {
    let row = sqlx::query!(
        r#"select s.sponsor_id as "sponsor_id: UserId", j.organizer_id as "organizer_id: UserId", j.title,
                  s.is_anonymous, coalesce(nullif(u.organization_name, ''), u.name) as "name!"
           from funding.sponsorships s
           join volunteering.projects j on j.id = s.project_id
           join accounts.users u on u.id = s.sponsor_id
           where s.id = $1"#,
        sponsorship.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(Parties {
        sponsor: row.sponsor_id,
        organizer: row.organizer_id,
        title: row.title,
        shown_sponsor: (!row.is_anonymous).then_some(row.name),
    })
}

/// A provider as the one who acts.
pub(crate) fn provider_actor(provider: &str) -> Actor {
    Actor::system(match provider {
        "stripe" => "Stripe",
        "payme" => "Payme",
        "click" => "Click",
        "kaspi" => "Kaspi",
        _ => "payment simulator",
    })
}

async fn log(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    operation: &str,
    status: PaymentStatus,
    reason: Option<&str>,
) -> Result<()> {
    Entry::new(operation, "payment", payment.id.0)
        .old(json!({ "status": payment.status }))
        .new_value(json!({
            "status": status,
            "sponsorship_id": payment.sponsorship_id,
            "transaction_id": payment.transaction_id,
            "provider": payment.provider,
            "amount_minor": payment.amount_minor,
            "currency": payment.currency,
            "reason": reason,
        }))
        .record(conn, &provider_actor(&payment.provider))
        .await
}

impl PaymentFacts {
    pub(crate) fn money(&self, minor: i64) -> Money {
        Money { minor, currency: self.currency.clone() }
    }
}
