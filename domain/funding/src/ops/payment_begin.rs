//! Asking a provider to begin a payment. Always outside of a transaction: no lock waits for HTTP.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::DbResultExt;
use birqadam_core::ssr::payment_provider::{Begun, Order, ProviderError};
use birqadam_core::{Actor, Code, Error, FieldCode, Locale, PaymentId, Result, SponsorshipId};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{payment_events, provider_health};
use crate::{PaymentStatus, StartedPayment, transaction_id};

/// How long a payment waits to be paid. Providers keep their pages for a day at most.
pub const OPEN_FOR: TimeDelta = TimeDelta::hours(23);

/// A payment to be written.
pub(crate) struct NewPayment<'a> {
    pub sponsorship: SponsorshipId,
    pub provider: &'a str,
    pub amount_minor: i64,
    pub currency: &'a str,
    pub locale: Locale,
    pub at: DateTime<Utc>,
}

/// The way to pay: the one asked for, or the first that takes the currency.
///
/// # Errors
/// [`Error::Invalid`] on `provider` for one that is not offered; [`Error::Conflict`] with
/// `provider_down` when there is none at all.
pub(crate) fn choose_provider(ctx: &Ctx, asked: Option<&str>, currency: &str) -> Result<&'static str> {
    let mut offered = ctx.payments.names(currency);
    match asked {
        Some(asked) => offered.find(|name| *name == asked).ok_or_else(|| Error::field("provider", FieldCode::Unknown)),
        None => offered.next().ok_or(Error::Conflict(Code::ProviderDown)),
    }
}

/// Writes a payment that is not yet known to its provider. The caller holds the project's lock.
pub(crate) async fn write(conn: &mut PgConnection, new: NewPayment<'_>) -> Result<PaymentId> {
    let id = sqlx::query_scalar!(
        r#"insert into funding.payments
             (sponsorship_id, provider, transaction_id, amount_minor, currency, locale, expires_at, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning id as "id: PaymentId""#,
        new.sponsorship.0,
        new.provider,
        transaction_id(rand::random()),
        new.amount_minor,
        new.currency,
        new.locale.as_str(),
        new.at + OPEN_FOR,
        new.at,
    )
    .fetch_one(conn)
    .await
    .on_constraint(&[("payments_one_open", Error::Conflict(Code::AlreadySo))])?;
    Ok(id)
}

/// Tells the provider of a payment and keeps where to pay. Telling twice is one payment there.
///
/// # Errors
/// [`Error::Conflict`] with `provider_down` or `provider_refused`; the payment has then failed and
/// can be tried again.
pub(crate) async fn begin(ctx: &Ctx, payment: PaymentId) -> Result<StartedPayment> {
    let row = sqlx::query!(
        r#"select p.transaction_id, p.provider, p.amount_minor, p.currency, p.locale, p.expires_at,
                  s.id as "sponsorship: SponsorshipId", j.title
           from funding.payments p
           join funding.sponsorships s on s.id = p.sponsorship_id
           join volunteering.projects j on j.id = s.project_id
           where p.id = $1"#,
        payment.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    let order = Order {
        transaction_id: row.transaction_id.clone(),
        amount_minor: row.amount_minor,
        currency: row.currency,
        title: row.title,
        locale: Locale::parse(&row.locale).unwrap_or(Locale::Ru),
        return_url: format!("{}/sponsorships/{}", ctx.config.base_url, row.sponsorship),
        expires_at: row.expires_at,
    };
    match ask(ctx, &row.provider, &order).await {
        Ok(begun) => {
            keep(ctx, payment, &begun).await?;
            Ok(StartedPayment {
                payment_url: begun.payment_url,
                transaction_id: row.transaction_id,
                sponsorship_id: row.sponsorship,
                status: PaymentStatus::Pending,
            })
        }
        Err(error) => {
            tracing::warn!(provider = row.provider, transaction = row.transaction_id, %error, "no payment was begun");
            let mut tx = ctx.begin().await?;
            payment_events::fail_at_once(&mut tx, payment, &error.to_string()).await?;
            tx.commit().await?;
            Err(Error::Conflict(match error {
                ProviderError::Unavailable(_) => Code::ProviderDown,
                ProviderError::Refused(_) | ProviderError::NotOffered => Code::ProviderRefused,
            }))
        }
    }
}

async fn ask(ctx: &Ctx, provider: &str, order: &Order) -> Result<Begun, ProviderError> {
    let Some(asked) = ctx.payments.get(provider) else {
        return Err(ProviderError::Unavailable("it is not set up any more".into()));
    };
    provider_health::ask(ctx, provider, asked.begin(order)).await
}

async fn keep(ctx: &Ctx, payment: PaymentId, begun: &Begun) -> Result<()> {
    let mut tx = ctx.begin().await?;
    let facts = payment_events::lock_payment(&mut tx, payment).await?;
    payment_events::mark_pending(&mut tx, &facts, begun.provider_ref.as_deref()).await?;
    sqlx::query!("update funding.payments set payment_url = $2 where id = $1", payment.0, begun.payment_url,)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// What the sponsor did, in the action log.
pub(crate) async fn log_sponsorship(
    conn: &mut PgConnection,
    actor: &Actor,
    operation: &str,
    sponsorship: SponsorshipId,
    about: serde_json::Value,
) -> Result<()> {
    birqadam_core::ssr::audit::Entry::new(operation, "sponsorship", sponsorship.0)
        .new_value(about)
        .record(conn, actor)
        .await
}
