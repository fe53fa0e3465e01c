//! Limits that hold across replicas: fixed windows counted in PostgreSQL. For the costly and
//! the sensitive only (sign-in, registration, reset); the rest is limited per process.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sqlx::PgExecutor;

use crate::{Error, Result};

/// At most `limit` hits per window.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub hits: i32,
    pub window: TimeDelta,
}

/// Counts one hit in the bucket.
///
/// # Errors
/// [`Error::TooMany`] with the seconds until the window ends, when the limit is exceeded.
pub async fn hit(conn: impl PgExecutor<'_>, bucket: &str, limit: Limit, now: DateTime<Utc>) -> Result<()> {
    let start = now.duration_trunc(limit.window).unwrap_or(now);
    let hits = sqlx::query_scalar!(
        "insert into core.rate_limits (bucket, window_start, hits) values ($1, $2, 1)
         on conflict (bucket, window_start) do update set hits = core.rate_limits.hits + 1
         returning hits",
        bucket,
        start,
    )
    .fetch_one(conn)
    .await?;
    if hits > limit.hits {
        let left = (start + limit.window - now).num_seconds().max(1);
        return Err(Error::TooMany { retry_after_seconds: left as u32 });
    }
    Ok(())
}

/// Forgets the hits of a bucket, after a success that proves the earlier failures harmless.
///
/// # Errors
/// Only when the database fails.
pub async fn forgive(conn: impl PgExecutor<'_>, bucket: &str) -> Result<()> {
    sqlx::query!("delete from core.rate_limits where bucket = $1", bucket).execute(conn).await?;
    Ok(())
}

/// Removes windows that ended more than a day ago.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(conn: impl PgExecutor<'_>) -> Result<()> {
    sqlx::query!("delete from core.rate_limits where window_start < now() - interval '1 day'").execute(conn).await?;
    Ok(())
}
