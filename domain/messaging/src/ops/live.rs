//! What open sockets are told: that something is new for a person, by ids only. Each socket's
//! process reads the rest itself.

use birqadam_core::{NotificationId, Result, UserId};
use serde::{Deserialize, Serialize};
use sqlx::PgExecutor;

/// The channel of PostgreSQL's `NOTIFY`.
pub const LIVE: &str = "live";

/// Something new for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wake {
    pub user: UserId,
    #[serde(flatten)]
    pub news: News,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum News {
    /// An entry of the inbox.
    Notification { id: NotificationId },
    /// Something was read, here or on another device.
    Read,
}

/// Tells every process, when the transaction commits.
///
/// # Errors
/// Only when the database fails.
pub async fn wake(conn: impl PgExecutor<'_>, wake: &Wake) -> Result<()> {
    sqlx::query!("select pg_notify($1, $2)", LIVE, serde_json::to_string(wake)?).execute(conn).await?;
    Ok(())
}
