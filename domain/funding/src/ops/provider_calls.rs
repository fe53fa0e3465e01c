//! What payment providers tell us, kept as it came before anything follows from it. A call that was
//! stored and never handled (the process died) is handled when the provider repeats itself; the
//! earlier row is then marked with it.

use std::collections::BTreeMap;
use std::net::IpAddr;

use birqadam_core::ssr::Ctx;
use birqadam_core::{PaymentId, Result};
use sqlx::PgConnection;

/// A call as it came. Headers that prove who calls are masked by whoever makes this.
#[derive(Clone, Debug)]
pub struct RawCall {
    pub provider: &'static str,
    pub address: Option<IpAddr>,
    pub method: String,
    pub headers: BTreeMap<String, String>,
    /// Of a GET its query.
    pub body: Vec<u8>,
}

/// A stored call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId(pub i64);

/// Stores a call, in a transaction of its own.
///
/// # Errors
/// Only when the database fails: the provider must repeat itself.
pub async fn receive(ctx: &Ctx, call: &RawCall) -> Result<CallId> {
    let id = sqlx::query_scalar!(
        "insert into funding.provider_calls (provider, received_at, address, method, headers, body)
         values ($1, $2, $3, $4, $5, $6) returning id",
        call.provider,
        ctx.now(),
        call.address.map(|address| address.to_string()),
        call.method,
        serde_json::to_value(&call.headers)?,
        call.body,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(CallId(id))
}

/// Gives the call the name of the provider's event. False when that event was handled before; two
/// calls with one event wait for each other here. The name holds only if the caller commits, so an
/// event that failed half-way is new when it comes again.
///
/// # Errors
/// Only when the database fails.
pub async fn claim_event(conn: &mut PgConnection, call: CallId, provider: &str, event_id: &str) -> Result<bool> {
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('provider-event:' || $1::text || ':' || $2::text, 0))",
        provider,
        event_id,
    )
    .execute(&mut *conn)
    .await?;
    let claimed = sqlx::query!(
        "update funding.provider_calls set event_id = $3
         where id = $1 and not exists (
             select from funding.provider_calls o where o.provider = $2 and o.event_id = $3)",
        call.0,
        provider,
        event_id,
    )
    .execute(conn)
    .await?;
    Ok(claimed.rows_affected() == 1)
}

/// Whether nobody else works on what the provider calls so, until the caller's transaction ends. Does
/// not wait.
///
/// # Errors
/// Only when the database fails.
pub async fn try_alone(conn: &mut PgConnection, provider: &str, name: &str) -> Result<bool> {
    let alone = sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtextextended('provider-work:' || $1::text || ':' || $2::text, 0))
               as "alone!""#,
        provider,
        name,
    )
    .fetch_one(conn)
    .await?;
    Ok(alone)
}

/// Says what became of a call, in the transaction that did it. Earlier calls that said the very same
/// and were left by a crash are done with it.
///
/// # Errors
/// Only when the database fails.
pub async fn handled(conn: &mut PgConnection, call: CallId, outcome: &str, payment: Option<PaymentId>) -> Result<()> {
    sqlx::query!(
        "with this as (
             update funding.provider_calls set handled_at = now(), outcome = $2, payment_id = $3
             where id = $1 returning id, provider, body)
         update funding.provider_calls o
         set handled_at = now(), outcome = 'repeated as call ' || this.id, payment_id = $3
         from this
         where o.provider = this.provider and o.body = this.body and o.handled_at is null and o.id < this.id",
        call.0,
        outcome,
        payment.map(|payment| payment.0),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Bytes kept of a refused call that concerns no payment: anybody can send such, as large as they like.
const REFUSED_KEPT: i32 = 4096;

/// Says that a call was refused, and why. It changed nothing else.
///
/// # Errors
/// Only when the database fails.
pub async fn refused(ctx: &Ctx, call: CallId, why: &str, payment: Option<PaymentId>) -> Result<()> {
    sqlx::query!(
        "update funding.provider_calls
         set handled_at = now(), outcome = 'refused: ' || $2::text, payment_id = $3,
             body = case when $3::bigint is null then substring(body from 1 for $4) else body end
         where id = $1",
        call.0,
        why,
        payment.map(|payment| payment.0),
        REFUSED_KEPT,
    )
    .execute(&ctx.db)
    .await?;
    Ok(())
}

/// Forgets refused calls that concern no payment and are older than 90 days: anybody can send such.
///
/// # Errors
/// Only when the database fails.
pub async fn forget_refused(ctx: &Ctx) -> Result<u64> {
    let gone = sqlx::query!(
        "delete from funding.provider_calls
         where received_at < $1::timestamptz - interval '90 days' and payment_id is null and outcome like 'refused: %'",
        ctx.now(),
    )
    .execute(&ctx.db)
    .await?;
    Ok(gone.rows_affected())
}
