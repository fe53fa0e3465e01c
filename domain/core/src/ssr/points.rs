//! The points ledger: append-only, every entry with its reason and source. It stands in core
//! because an approval posts to it in its own transaction (docs/adr/0003).

use sqlx::PgConnection;

use crate::{Result, UserId};

/// One entry. `(source_kind, source_id, reason, user)` names it: posting it again changes nothing.
pub struct Posting<'a> {
    pub user: UserId,
    /// Positive or negative, never zero.
    pub amount: i64,
    /// For example `report_approved`.
    pub reason: &'a str,
    pub source_kind: &'a str,
    pub source_id: i64,
    /// What to show, language-free.
    pub details: serde_json::Value,
}

/// Returns whether the entry is new.
///
/// # Errors
/// Only when the database fails.
pub async fn post(conn: &mut PgConnection, posting: Posting<'_>) -> Result<bool> {
    let done = sqlx::query!(
        "insert into growth.points_ledger (user_id, amount, reason, source_kind, source_id, details)
         values ($1, $2, $3, $4, $5, $6) on conflict on constraint points_ledger_once do nothing",
        posting.user.0,
        posting.amount,
        posting.reason,
        posting.source_kind,
        posting.source_id,
        posting.details,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
