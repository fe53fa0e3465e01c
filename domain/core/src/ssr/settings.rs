//! Settings an admin changes while the platform runs.

use sqlx::PgExecutor;

use crate::Result;

/// Whether new projects wait for a moderator before they are published.
///
/// # Errors
/// Only when the database fails.
pub async fn project_moderation(conn: impl PgExecutor<'_>) -> Result<bool> {
    let value = sqlx::query_scalar!("select value from core.settings where name = 'project_moderation'")
        .fetch_optional(conn)
        .await?;
    Ok(value.and_then(|v| v.as_bool()).unwrap_or(true))
}
