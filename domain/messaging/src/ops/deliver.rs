//! From a notice to inbox entries and deliveries.

use birqadam_core::ssr::notify::{Audience, Notify};
use birqadam_core::ssr::{Ctx, jobs};
use birqadam_core::{Actor, ChannelName, DeliveryId, Result, UserId};
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::person::{Told, find_told};
use super::{Deliver, SendDigest, require_system};
use crate::model::DeliveryState;
use crate::rules::{Plan, plan};

/// Writes the inbox entries of a notice and what is to be delivered, all in one transaction; the
/// same `dedupe_key` never tells a person twice. Run by the job `notify` as the system.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] for anyone but the system.
pub async fn deliver(ctx: &Ctx, actor: &Actor, notify: &Notify) -> Result<()> {
    require_system(actor)?;
    let kind = notify.notice.kind();
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    let told = write_notifications(&mut tx, notify).await?;
    if told.is_empty() {
        return Ok(());
    }
    let users: Vec<i64> = told.iter().map(|(user, _)| *user).collect();
    let people = find_told(&mut tx, &users, kind.as_str()).await?;
    let mut rows = Rows::default();
    for person in &people {
        let Some((_, notification)) = told.iter().find(|(user, _)| *user == person.id) else { continue };
        for channel in ChannelName::ALL {
            let plan = plan(kind, channel, person.wants(kind, channel), &person.person(), now);
            rows.push(*notification, person.id, channel, plan, now);
        }
    }
    hide_unwanted(&mut tx, &rows).await?;
    rows.insert(&mut tx, kind.as_str()).await?;
    tx.commit().await?;
    Ok(())
}

/// Returns whoever was not told before: the person and the entry.
async fn write_notifications(conn: &mut PgConnection, notify: &Notify) -> Result<Vec<(i64, i64)>> {
    let (user, permission) = match &notify.audience {
        Audience::User(user) => (Some(user.0), None),
        Audience::Holders(permission) => (None, Some(permission.as_str())),
    };
    // Blocked people are told nothing. Of a permission's holders only approved accounts count,
    // while a single person is told also that they were not approved.
    let told = sqlx::query!(
        r#"with people as (
               select id from accounts.users where id = $1 and blocked_at is null
               union
               select u.id from accounts.role_permissions rp
               join accounts.user_roles ur on ur.role_id = rp.role_id
               join accounts.users u on u.id = ur.user_id
               where rp.permission = $2 and u.is_approved and u.blocked_at is null)
           insert into messaging.notifications (user_id, notice, dedupe_key)
           select id, $3, $4 from people
           on conflict (user_id, dedupe_key) do nothing
           returning user_id, id"#,
        user,
        permission,
        serde_json::to_value(&notify.notice)?,
        notify.dedupe_key,
    )
    .fetch_all(conn)
    .await?;
    Ok(told.into_iter().map(|row| (row.user_id, row.id)).collect())
}

/// The inbox of those who turned the type off there does not show it.
async fn hide_unwanted(conn: &mut PgConnection, rows: &Rows) -> Result<()> {
    let hidden: Vec<i64> = rows.hidden().collect();
    if !hidden.is_empty() {
        sqlx::query!("update messaging.notifications set in_inbox = false where id = any($1)", &hidden)
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// Deliveries to be, column by column.
#[derive(Default)]
struct Rows {
    notifications: Vec<i64>,
    users: Vec<i64>,
    channels: Vec<String>,
    states: Vec<String>,
    reasons: Vec<Option<String>>,
    due: Vec<Option<DateTime<Utc>>>,
}

impl Rows {
    fn push(&mut self, notification: i64, user: i64, channel: ChannelName, plan: Plan, now: DateTime<Utc>) {
        let (state, reason, due) = match plan {
            Plan::Now => (DeliveryState::Queued, None, Some(now)),
            Plan::Hold(until) => (DeliveryState::Held, None, Some(until)),
            Plan::Collect(at) => (DeliveryState::Collected, None, Some(at)),
            Plan::Suppress(why) => (DeliveryState::Suppressed, Some(why), None),
        };
        self.notifications.push(notification);
        self.users.push(user);
        self.channels.push(channel.as_str().to_owned());
        self.states.push(state.as_str().to_owned());
        self.reasons.push(reason.map(|why| why.as_str().to_owned()));
        self.due.push(due);
    }

    fn hidden(&self) -> impl Iterator<Item = i64> {
        let columns = self.notifications.iter().zip(&self.channels).zip(&self.states);
        columns
            .filter(|((_, channel), state)| {
                *channel == ChannelName::InApp.as_str() && *state == DeliveryState::Suppressed.as_str()
            })
            .map(|((notification, _), _)| *notification)
    }

    /// Writes the rows and enqueues a job for each that is to be sent.
    async fn insert(&self, conn: &mut PgConnection, kind: &str) -> Result<()> {
        let rows = sqlx::query!(
            r#"insert into messaging.deliveries (notification_id, user_id, channel, kind, state, reason, due_at)
               select notification, person, channel, $7, state, reason, due
               from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
                    as t (notification, person, channel, state, reason, due)
               returning id as "id: DeliveryId", user_id as "user_id!", channel, state, due_at"#,
            &self.notifications,
            &self.users,
            &self.channels,
            &self.states,
            &self.reasons as &[Option<String>],
            &self.due as &[Option<DateTime<Utc>>],
            kind,
        )
        .fetch_all(&mut *conn)
        .await?;
        for row in rows {
            let channel = ChannelName::parse(&row.channel).unwrap_or(ChannelName::Email);
            match DeliveryState::parse(&row.state) {
                Some(DeliveryState::Queued) => {
                    // At once, by the clock of the queue.
                    let job = Deliver { delivery: row.id, channel };
                    jobs::enqueue_as(conn, &job, Some(&job.key())).await?;
                }
                Some(DeliveryState::Held) => {
                    let job = Deliver { delivery: row.id, channel };
                    jobs::enqueue_at(conn, &job, Some(&job.key()), row.due_at).await?;
                }
                Some(DeliveryState::Collected) => {
                    let job = SendDigest { user: UserId(row.user_id) };
                    jobs::enqueue_at(conn, &job, Some(&job.key()), row.due_at).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What the rules say now of a delivery that was planned earlier.
pub(super) fn plan_again(
    told: &Told,
    kind: birqadam_core::NoticeKind,
    channel: ChannelName,
    now: DateTime<Utc>,
) -> Plan {
    plan(kind, channel, told.wants(kind, channel), &told.person(), now)
}
