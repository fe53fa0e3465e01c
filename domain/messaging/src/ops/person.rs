//! A person's choices as rows, and as the rules want them.

use birqadam_core::{ChannelName, NoticeKind, Result};
use chrono::NaiveTime;
use sqlx::PgConnection;

use crate::model::Digest;
use crate::rules::{Person, QuietHours, time_zone};

/// Whoever is told, with what they chose for one type of notice.
pub(super) struct Told {
    pub id: i64,
    pub is_blocked: bool,
    pub is_confirmed: bool,
    pub time_zone: String,
    pub quiet_from: Option<NaiveTime>,
    pub quiet_to: Option<NaiveTime>,
    pub digest: Option<String>,
    pub digest_hour: Option<i16>,
    /// `None` where the person left the default.
    pub in_app: Option<bool>,
    pub email: Option<bool>,
}

impl Told {
    pub fn wants(&self, kind: NoticeKind, channel: ChannelName) -> bool {
        let chosen = match channel {
            ChannelName::InApp => self.in_app,
            ChannelName::Email => self.email,
        };
        chosen.unwrap_or_else(|| kind.is_on_by_default(channel))
    }

    pub fn person(&self) -> Person {
        Person {
            is_blocked: self.is_blocked,
            is_confirmed: self.is_confirmed,
            zone: time_zone(&self.time_zone),
            quiet: self.quiet_from.zip(self.quiet_to).map(|(from, to)| QuietHours { from, to }),
            digest: self.digest.as_deref().and_then(Digest::parse).unwrap_or_default(),
            digest_hour: self.digest_hour.unwrap_or(DIGEST_HOUR),
        }
    }
}

/// Unless the person says otherwise.
pub(super) const DIGEST_HOUR: i16 = 9;

/// The choices of these people for one type of notice.
pub(super) async fn find_told(conn: &mut PgConnection, users: &[i64], kind: &str) -> Result<Vec<Told>> {
    let told = sqlx::query_as!(
        Told,
        r#"select u.id as "id!", u.blocked_at is not null as "is_blocked!", u.email_confirmed_at is not null as "is_confirmed!",
                  u.time_zone as "time_zone!", s.quiet_from as "quiet_from?", s.quiet_to as "quiet_to?", s.digest as "digest?",
                  s.digest_hour as "digest_hour?", a.enabled as "in_app?", e.enabled as "email?"
           from accounts.users u
           left join messaging.notification_settings s on s.user_id = u.id
           left join messaging.notification_preferences a
                  on a.user_id = u.id and a.kind = $2 and a.channel = 'in_app'
           left join messaging.notification_preferences e
                  on e.user_id = u.id and e.kind = $2 and e.channel = 'email'
           where u.id = any($1)"#,
        users,
        kind,
    )
    .fetch_all(conn)
    .await?;
    Ok(told)
}
