//! Storage of returns for correction (see [`crate::review`]).

use sqlx::PgConnection;

use crate::{
    Result, UserId,
    review::{ChangedField, Decision, Return},
};

/// Opens a return. A record has at most one open return (kept by the database).
///
/// # Errors
/// Only when the database fails.
pub async fn open(
    conn: &mut PgConnection,
    subject_kind: &str,
    subject_id: i64,
    reviewer: UserId,
    returned: &Return,
    snapshot: serde_json::Value,
) -> Result<()> {
    insert(conn, (subject_kind, subject_id), reviewer, Decision::Return, returned, snapshot).await
}

/// Opens a whole record that was rejected and may be sent again; the values now show later what
/// was corrected.
///
/// # Errors
/// Only when the database fails.
pub async fn open_rejection(
    conn: &mut PgConnection,
    subject_kind: &str,
    subject_id: i64,
    reviewer: UserId,
    returned: &Return,
    snapshot: serde_json::Value,
) -> Result<()> {
    insert(conn, (subject_kind, subject_id), reviewer, Decision::Reject, returned, snapshot).await
}

async fn insert(
    conn: &mut PgConnection,
    (subject_kind, subject_id): (&str, i64),
    reviewer: UserId,
    decision: Decision,
    returned: &Return,
    snapshot: serde_json::Value,
) -> Result<()> {
    sqlx::query!(
        "insert into core.returns (subject_kind, subject_id, reviewer_id, message, fields, snapshot, decision)
         values ($1, $2, $3, $4, $5, $6, $7)",
        subject_kind,
        subject_id,
        reviewer.0,
        returned.message,
        serde_json::to_value(&returned.fields)?,
        snapshot,
        decision.as_str(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The return that a rejection did not make: what exactly the reviewer wants corrected.
///
/// # Errors
/// Only when the database fails.
pub async fn find_marked(conn: &mut PgConnection, subject_kind: &str, subject_id: i64) -> Result<Option<Return>> {
    let row = sqlx::query!(
        "select message, fields from core.returns
         where subject_kind = $1 and subject_id = $2 and resubmitted_at is null and decision = 'return'",
        subject_kind,
        subject_id,
    )
    .fetch_optional(conn)
    .await?;
    row.map(|r| Ok(Return { message: r.message, fields: serde_json::from_value(r.fields)? })).transpose()
}

/// The open return of a record, if it waits for correction.
///
/// # Errors
/// Only when the database fails.
pub async fn find_open(conn: &mut PgConnection, subject_kind: &str, subject_id: i64) -> Result<Option<Return>> {
    let row = sqlx::query!(
        "select message, fields from core.returns
         where subject_kind = $1 and subject_id = $2 and resubmitted_at is null",
        subject_kind,
        subject_id,
    )
    .fetch_optional(conn)
    .await?;
    row.map(|r| Ok(Return { message: r.message, fields: serde_json::from_value(r.fields)? })).transpose()
}

/// Closes the open return, when the author resubmits.
///
/// # Errors
/// Only when the database fails.
pub async fn close(conn: &mut PgConnection, subject_kind: &str, subject_id: i64) -> Result<()> {
    sqlx::query!(
        "update core.returns set resubmitted_at = now()
         where subject_kind = $1 and subject_id = $2 and resubmitted_at is null",
        subject_kind,
        subject_id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What changed since the last return: compares its snapshot (a flat JSON object) with the
/// values now. Empty when the record was never returned.
///
/// # Errors
/// Only when the database fails.
pub async fn changes(
    conn: &mut PgConnection,
    subject_kind: &str,
    subject_id: i64,
    now: &serde_json::Value,
) -> Result<Vec<ChangedField>> {
    let snapshot = sqlx::query_scalar!(
        "select snapshot from core.returns where subject_kind = $1 and subject_id = $2 order by id desc limit 1",
        subject_kind,
        subject_id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(snapshot.map(|before| compare(&before, now)).unwrap_or_default())
}

fn compare(before: &serde_json::Value, after: &serde_json::Value) -> Vec<ChangedField> {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return Vec::new() };
    after
        .iter()
        .filter_map(|(field, value)| {
            let old = before.get(field).unwrap_or(&serde_json::Value::Null);
            (old != value).then(|| ChangedField { field: field.clone(), before: plain(old), after: plain(value) })
        })
        .collect()
}

fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
