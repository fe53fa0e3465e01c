//! What happened, gathered in any order and written in the order of time, so that ids and
//! times agree: the action log, people's histories, their inboxes.

use birqadam_core::{Result, UserId, notice::Notice};
use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use sqlx::PgConnection;

/// Everything that happened in the demo's world.
#[derive(Default)]
pub struct Chronicle {
    lines: Vec<Line>,
    activities: Vec<Activity>,
    notices: Vec<Told>,
}

/// One line of the action log.
pub struct Line {
    pub at: DateTime<Utc>,
    pub actor: (UserId, String),
    pub operation: &'static str,
    pub subject: (&'static str, i64),
    pub old: Option<Value>,
    pub new: Option<Value>,
}

/// One line of a person's history.
pub struct Activity {
    pub at: DateTime<Utc>,
    pub user: UserId,
    pub kind: &'static str,
    pub project: Option<i64>,
    pub related: i64,
    pub details: Value,
}

struct Told {
    at: DateTime<Utc>,
    user: UserId,
    notice: Notice,
    key: String,
}

impl Chronicle {
    pub fn log(&mut self, line: Line) {
        self.lines.push(line);
    }

    pub fn happened(&mut self, activity: Activity) {
        self.activities.push(activity);
    }

    /// An inbox entry; the key is the one that the platform would have used.
    pub fn tell(&mut self, at: DateTime<Utc>, user: UserId, notice: Notice, key: String) {
        self.notices.push(Told { at, user, notice, key });
    }

    /// Writes everything; what was told more than two days ago has been read.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn write(mut self, tx: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
        self.lines.sort_by_key(|line| line.at);
        self.activities.sort_by_key(|activity| activity.at);
        self.notices.sort_by_key(|told| told.at);
        for line in self.lines {
            sqlx::query!(
                "insert into core.audit_log (at, actor_id, actor_label, via, operation, subject_kind, subject_id, old, new)
                 values ($1, $2, $3, 'web', $4, $5, $6, $7, $8)",
                line.at,
                line.actor.0.0,
                line.actor.1,
                line.operation,
                line.subject.0,
                line.subject.1,
                line.old,
                line.new,
            )
            .execute(&mut *tx)
            .await?;
        }
        for activity in self.activities {
            sqlx::query!(
                "insert into volunteering.activities (user_id, activity_type, project_id, related_id, details, created_at)
                 values ($1, $2, $3, $4, $5, $6)",
                activity.user.0,
                activity.kind,
                activity.project,
                activity.related,
                activity.details,
                activity.at,
            )
            .execute(&mut *tx)
            .await?;
        }
        for told in self.notices {
            let read = told.at < now - Duration::days(2);
            sqlx::query!(
                "insert into messaging.notifications (user_id, notice, dedupe_key, created_at, read_at)
                 values ($1, $2, $3, $4, $5) on conflict (user_id, dedupe_key) do nothing",
                told.user.0,
                serde_json::to_value(&told.notice)?,
                told.key,
                told.at,
                read.then(|| (told.at + Duration::hours(5)).min(now)),
            )
            .execute(&mut *tx)
            .await?;
        }
        Ok(())
    }
}
