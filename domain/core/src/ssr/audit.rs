//! The action log: who, when, what, on which record, old → new, from which address.

use serde::Serialize;
use sqlx::PgConnection;

use crate::{Actor, ActorKind, Result};

/// One line of the log, written in the same transaction as what it tells of.
pub struct Entry<'a> {
    /// `noun.verb`, for example `project.approve`.
    pub operation: &'a str,
    /// The noun again, for the record's history: `project`, `user`, `report`.
    pub subject_kind: &'a str,
    pub subject_id: Option<i64>,
    pub old: Option<serde_json::Value>,
    pub new: Option<serde_json::Value>,
}

impl<'a> Entry<'a> {
    pub fn new(operation: &'a str, subject_kind: &'a str, subject_id: impl Into<Option<i64>>) -> Self {
        Entry { operation, subject_kind, subject_id: subject_id.into(), old: None, new: None }
    }

    /// The values before. Never pass secrets: the log is read by people.
    pub fn old(mut self, value: impl Serialize) -> Self {
        self.old = serde_json::to_value(value).ok();
        self
    }

    /// The values after. Never pass secrets: the log is read by people.
    pub fn new_value(mut self, value: impl Serialize) -> Self {
        self.new = serde_json::to_value(value).ok();
        self
    }

    /// # Errors
    /// Only when the database fails.
    pub async fn record(self, conn: &mut PgConnection, actor: &Actor) -> Result<()> {
        let label = match &actor.kind {
            ActorKind::Anonymous => "anonymous",
            ActorKind::User { name, .. } => name,
            ActorKind::System { reason } => reason,
        };
        sqlx::query!(
            "insert into core.audit_log (actor_id, actor_label, via, address, operation, subject_kind, subject_id, old, new,
                                         batch)
             values ($1, $2, $3, $4::text::inet, $5, $6, $7, $8, $9, $10::text::uuid)",
            actor.id().map(|id| id.0),
            label,
            actor.via.as_str(),
            actor.address.map(|a| a.to_string()),
            self.operation,
            self.subject_kind,
            self.subject_id,
            self.old,
            self.new,
            actor.batch.map(|batch| batch.to_string()),
        )
        .execute(conn)
        .await?;
        Ok(())
    }
}
