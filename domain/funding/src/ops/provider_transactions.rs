//! A provider's own transaction of a payment, as its protocol repeats it: Payme's times and states,
//! Click's prepare, Kaspi's `txn_id` with its first answer. All changes happen under
//! `payment_events::lock_payment`, in the caller's transaction.

use birqadam_core::{PaymentId, Result};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

/// States, numbered as Payme does.
pub mod state {
    pub const CREATED: i16 = 1;
    pub const PERFORMED: i16 = 2;
    pub const CANCELLED: i16 = -1;
    pub const CANCELLED_AFTER: i16 = -2;
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct ProviderTransaction {
    /// Ours: Click's `merchant_prepare_id`, Kaspi's `prv_txn_id`.
    pub id: i64,
    pub provider_txn_id: String,
    pub payment_id: PaymentId,
    /// Of the payment.
    pub transaction_id: String,
    pub amount_minor: i64,
    pub state: i16,
    pub reason: Option<i16>,
    /// The provider's own time of it, in milliseconds.
    pub provider_time_ms: i64,
    pub created_at: DateTime<Utc>,
    pub performed_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    /// What was answered the first time.
    pub answer: Option<Value>,
}

/// What a provider began.
#[derive(Clone, Debug)]
pub struct NewTransaction<'a> {
    pub provider: &'a str,
    pub provider_txn_id: &'a str,
    pub payment_id: PaymentId,
    pub amount_minor: i64,
    pub provider_time_ms: i64,
    pub at: DateTime<Utc>,
}

/// By the provider's name for it.
///
/// # Errors
/// Only when the database fails.
pub async fn find(
    conn: &mut PgConnection,
    provider: &str,
    provider_txn_id: &str,
) -> Result<Option<ProviderTransaction>> {
    let row = sqlx::query_as!(
        ProviderTransaction,
        r#"select t.id, t.provider_txn_id, t.payment_id as "payment_id: PaymentId", p.transaction_id, t.amount_minor,
                  t.state, t.reason, t.provider_time_ms, t.created_at, t.performed_at, t.cancelled_at, t.answer
           from funding.provider_transactions t join funding.payments p on p.id = t.payment_id
           where t.provider = $1 and t.provider_txn_id = $2"#,
        provider,
        provider_txn_id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

/// Those of one payment, the latest last.
///
/// # Errors
/// Only when the database fails.
pub async fn list_of_payment(conn: &mut PgConnection, payment: PaymentId) -> Result<Vec<ProviderTransaction>> {
    let rows = sqlx::query_as!(
        ProviderTransaction,
        r#"select t.id, t.provider_txn_id, t.payment_id as "payment_id: PaymentId", p.transaction_id, t.amount_minor,
                  t.state, t.reason, t.provider_time_ms, t.created_at, t.performed_at, t.cancelled_at, t.answer
           from funding.provider_transactions t join funding.payments p on p.id = t.payment_id
           where t.payment_id = $1 order by t.id"#,
        payment.0,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Those of a period by the provider's own time, both ends included, the earliest first.
///
/// # Errors
/// Only when the database fails.
pub async fn list_between(
    conn: &mut PgConnection,
    provider: &str,
    from_ms: i64,
    to_ms: i64,
) -> Result<Vec<ProviderTransaction>> {
    let rows = sqlx::query_as!(
        ProviderTransaction,
        r#"select t.id, t.provider_txn_id, t.payment_id as "payment_id: PaymentId", p.transaction_id, t.amount_minor,
                  t.state, t.reason, t.provider_time_ms, t.created_at, t.performed_at, t.cancelled_at, t.answer
           from funding.provider_transactions t join funding.payments p on p.id = t.payment_id
           where t.provider = $1 and t.provider_time_ms between $2 and $3 order by t.provider_time_ms, t.id"#,
        provider,
        from_ms,
        to_ms,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Begins one, in state [`state::CREATED`]. `None` when the provider's name for it is taken.
///
/// # Errors
/// Only when the database fails.
pub async fn create(conn: &mut PgConnection, new: &NewTransaction<'_>) -> Result<Option<ProviderTransaction>> {
    sqlx::query!(
        "insert into funding.provider_transactions
             (provider, provider_txn_id, payment_id, amount_minor, state, provider_time_ms, created_at)
         values ($1, $2, $3, $4, 1, $5, $6)
         on conflict on constraint provider_transactions_once do nothing",
        new.provider,
        new.provider_txn_id,
        new.payment_id.0,
        new.amount_minor,
        new.provider_time_ms,
        new.at,
    )
    .execute(&mut *conn)
    .await?;
    let row = find(conn, new.provider, new.provider_txn_id).await?;
    Ok(row.filter(|row| row.payment_id == new.payment_id))
}

/// The money moved. The first time counts: repeated, it changes nothing.
///
/// # Errors
/// Only when the database fails.
pub async fn perform(conn: &mut PgConnection, id: i64, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update funding.provider_transactions set state = 2, performed_at = $2 where id = $1 and state = 1",
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Called off: before it was performed or after. The first time counts.
///
/// # Errors
/// Only when the database fails.
pub async fn cancel(conn: &mut PgConnection, id: i64, reason: Option<i16>, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update funding.provider_transactions
         set state = case state when 2 then -2 else -1 end, reason = $2, cancelled_at = $3
         where id = $1 and state > 0",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what was answered, for when the provider repeats itself.
///
/// # Errors
/// Only when the database fails.
pub async fn keep_answer(conn: &mut PgConnection, id: i64, answer: &Value) -> Result<()> {
    sqlx::query!("update funding.provider_transactions set answer = $2 where id = $1", id, answer)
        .execute(conn)
        .await?;
    Ok(())
}

/// Remembers money that a provider within sent back, once per key. False when it is more than is left
/// of what was paid.
///
/// # Errors
/// Only when the database fails.
pub async fn remember_refund(conn: &mut PgConnection, id: i64, key: &str, amount_minor: i64) -> Result<bool> {
    let done = sqlx::query!(
        "update funding.provider_transactions t
         set answer = jsonb_build_object(
             'refunds', coalesce(t.answer->'refunds', '{}') || jsonb_build_object($2::text, $3::bigint))
         where id = $1 and state = 2
           and (coalesce(t.answer->'refunds', '{}') ? $2::text
                or $3::bigint + (select coalesce(sum(e.value::bigint), 0)
                                 from jsonb_each_text(coalesce(t.answer->'refunds', '{}')) e) <= t.amount_minor)",
        id,
        key,
        amount_minor,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What [`remember_refund`] has remembered.
///
/// # Errors
/// Only when the database fails.
pub async fn sum_of_refunds(conn: &mut PgConnection, id: i64) -> Result<i64> {
    let sum = sqlx::query_scalar!(
        r#"select coalesce(sum(e.value::bigint), 0)::bigint as "sum!"
           from funding.provider_transactions t, jsonb_each_text(coalesce(t.answer->'refunds', '{}')) e
           where t.id = $1"#,
        id,
    )
    .fetch_one(conn)
    .await?;
    Ok(sum)
}
