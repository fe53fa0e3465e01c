//! `Idempotency-Key`: the same key from the same person gets the first answer again.

use sqlx::PgExecutor;

use crate::{Result, UserId};

/// What is known of a key.
pub enum Claim {
    /// First use: do the work, then [`store`] the answer.
    New,
    /// The stored answer: status and body.
    Done(u16, serde_json::Value),
    /// The first request with this key still runs, or it failed half-way less than a minute ago.
    Running,
    /// The key was used for something else: its answer is no answer to this.
    Foreign,
}

/// Claims the key for one request. A key whose request died is free again after a minute.
///
/// # Errors
/// Only when the database fails.
pub async fn claim(conn: impl PgExecutor<'_>, user: UserId, key: &str, route: &str) -> Result<Claim> {
    let row = sqlx::query!(
        r#"with claimed as (
               insert into core.idempotency_keys (user_id, key, route) values ($1, $2, $3)
               on conflict (user_id, key) do update set created_at = now()
                   where core.idempotency_keys.status is null and core.idempotency_keys.route = $3
                     and core.idempotency_keys.created_at < now() - interval '1 minute'
               returning 1)
           select exists (select 1 from claimed) as "claimed!",
                  exists (select from core.idempotency_keys where user_id = $1 and key = $2 and route <> $3) as "foreign!",
                  (select status from core.idempotency_keys where user_id = $1 and key = $2) as status,
                  (select body from core.idempotency_keys where user_id = $1 and key = $2) as body"#,
        user.0,
        key,
        route,
    )
    .fetch_one(conn)
    .await?;
    if row.foreign {
        return Ok(Claim::Foreign);
    }
    Ok(match (row.claimed, row.status, row.body) {
        (true, ..) => Claim::New,
        (false, Some(status), Some(body)) => Claim::Done(status as u16, body),
        _ => Claim::Running,
    })
}

/// Keeps the answer for repeats.
///
/// # Errors
/// Only when the database fails.
pub async fn store(
    conn: impl PgExecutor<'_>,
    user: UserId,
    key: &str,
    status: u16,
    body: &serde_json::Value,
) -> Result<()> {
    sqlx::query!(
        "update core.idempotency_keys set status = $3, body = $4 where user_id = $1 and key = $2",
        user.0,
        key,
        status as i16,
        body,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets a key whose request failed, so that it can be tried again.
///
/// # Errors
/// Only when the database fails.
pub async fn release(conn: impl PgExecutor<'_>, user: UserId, key: &str) -> Result<()> {
    sqlx::query!("delete from core.idempotency_keys where user_id = $1 and key = $2 and status is null", user.0, key)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets keys older than a day: nobody retries that late.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(conn: impl PgExecutor<'_>) -> Result<()> {
    sqlx::query!("delete from core.idempotency_keys where created_at < now() - interval '1 day'").execute(conn).await?;
    Ok(())
}
