//! Storage of web sessions, for the session layer of `server`. Not operations: they carry no
//! actor, because finding out who acts begins here. Ids are hashes of what the cookie holds.

use birqadam_core::Result;
use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgPool;

/// A stored session.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredSession {
    /// A JSON object; key `user_id` names the signed-in person.
    pub data: Value,
    pub expires_at: DateTime<Utc>,
}

/// A session that has not expired.
///
/// # Errors
/// Only when the database fails.
pub async fn load_session(db: &PgPool, id_hash: &str) -> Result<Option<StoredSession>> {
    let session = sqlx::query_as!(
        StoredSession,
        "select data, expires_at from accounts.sessions where id = $1 and expires_at > now()",
        id_hash,
    )
    .fetch_optional(db)
    .await?;
    Ok(session)
}

/// Stores a new session. Returns `false`, and changes nothing, when the id is taken.
///
/// # Errors
/// Only when the database fails.
pub async fn create_session(db: &PgPool, id_hash: &str, data: &Value, expires_at: DateTime<Utc>) -> Result<bool> {
    let done = sqlx::query!(
        "insert into accounts.sessions (id, user_id, data, expires_at) values ($1, $2, $3, $4)
         on conflict (id) do nothing",
        id_hash,
        user_id(data),
        data,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Stores the new state of a session made by [`create_session`]. A session that was ended
/// meanwhile (sign-out, block, new password) stays ended: a request that was under way must not
/// bring it back.
///
/// # Errors
/// Only when the database fails.
pub async fn save_session(db: &PgPool, id_hash: &str, data: &Value, expires_at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update accounts.sessions set user_id = $2, data = $3, expires_at = $4 where id = $1",
        id_hash,
        user_id(data),
        data,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends a session. Unknown ids are ignored.
///
/// # Errors
/// Only when the database fails.
pub async fn delete_session(db: &PgPool, id_hash: &str) -> Result<()> {
    sqlx::query!("delete from accounts.sessions where id = $1", id_hash).execute(db).await?;
    Ok(())
}

/// Removes what has expired.
///
/// # Errors
/// Only when the database fails.
pub async fn delete_expired(db: &PgPool) -> Result<u64> {
    Ok(sqlx::query!("delete from accounts.sessions where expires_at <= now()").execute(db).await?.rows_affected())
}

/// The id under which the session of a cookie is stored: a hash, so that a copy of the table opens
/// nobody's session.
pub fn stored_id(cookie: &str) -> String {
    hex::encode(Sha256::digest(cookie))
}

fn user_id(data: &Value) -> Option<i64> {
    data.get("user_id").and_then(Value::as_i64)
}
