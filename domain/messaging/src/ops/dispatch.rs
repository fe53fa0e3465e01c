//! One attempt at one delivery: claim it, hand it to its channel, record how it went.
//!
//! A claim is a lease with a number. It is written before anything leaves the house, so that two
//! workers never send the same delivery at once; only the holder of the latest claim may record an
//! outcome. A worker that dies leaves a lease that ends (docs/adr/0009).

use birqadam_core::ssr::notify::{Audience, SendMail, notify};
use birqadam_core::ssr::{Ctx, jobs};
use birqadam_core::{
    Actor, ChannelName, DeliveryId, Locale, NoticeKind, NotificationId, Permission, Result, UserId,
    notice::{Mail, Notice},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::deliver::plan_again;
use super::person::find_told;
use super::{Deliver, require_system, templates, unsubscribe};
use crate::channel::{Content, Outcome, Parcel};
use crate::model::{DeliveryState, Suppressed};
use crate::rules::{Next, Plan, after_failure};

/// How long an attempt may take. Longer than any channel waits for the other side.
pub const LEASE: TimeDelta = TimeDelta::minutes(3);

/// A delivery that nobody else sends until the lease ends.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub channel: ChannelName,
    pub parcel: Parcel,
    attempt: i32,
    kind: String,
}

impl Claimed {
    /// Its link opens an account: nobody else is to read it.
    fn is_secret(&self) -> bool {
        matches!(self.parcel.content, Mail::ConfirmEmail { .. } | Mail::ResetPassword { .. })
    }
}

/// A delivery as it is stored, with its receiver.
struct Row {
    id: DeliveryId,
    channel: String,
    kind: String,
    notification_id: Option<i64>,
    notice: Option<Value>,
    payload: Option<Value>,
    to_address: Option<String>,
    user_id: i64,
    name: String,
    email: String,
    locale: String,
}

impl Row {
    fn channel(&self) -> ChannelName {
        ChannelName::parse(&self.channel).unwrap_or(ChannelName::Email)
    }
}

/// Claims a delivery that is due. `None` when it is not, or somebody else has it, or the person's
/// choices now say that it should wait or not go at all (which is then recorded).
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] for anyone but the system.
pub async fn claim(ctx: &Ctx, actor: &Actor, id: DeliveryId) -> Result<Option<Claimed>> {
    require_system(actor)?;
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    let Some(row) = find_due(&mut tx, id, now).await? else { return Ok(None) };
    match plan_now(&mut tx, &row, now).await? {
        Plan::Now | Plan::Collect(_) => {}
        Plan::Hold(until) => {
            sqlx::query!(
                "update messaging.deliveries set state = 'held', due_at = $2, updated_at = $3 where id = $1",
                id.0,
                until,
                now,
            )
            .execute(&mut *tx)
            .await?;
            let job = Deliver { delivery: id, channel: row.channel() };
            jobs::enqueue_at(&mut tx, &job, Some(&job.key()), Some(until)).await?;
            tx.commit().await?;
            return Ok(None);
        }
        Plan::Suppress(why) => {
            suppress(&mut tx, id, why, now).await?;
            tx.commit().await?;
            return Ok(None);
        }
    }
    let Some(content) = content(ctx, &mut tx, &row).await? else {
        suppress(&mut tx, id, Suppressed::Gone, now).await?;
        tx.commit().await?;
        return Ok(None);
    };
    let attempt = sqlx::query_scalar!(
        "update messaging.deliveries
         set state = 'sending', attempts = attempts + 1, due_at = $2, updated_at = $3
         where id = $1 returning attempts",
        id.0,
        now + LEASE,
        now,
    )
    .fetch_one(&mut *tx)
    .await?;
    let parcel = parcel(ctx, &mut tx, &row, content).await?;
    tx.commit().await?;
    Ok(Some(Claimed { channel: row.channel(), parcel, attempt, kind: row.kind }))
}

async fn find_due(conn: &mut PgConnection, id: DeliveryId, now: DateTime<Utc>) -> Result<Option<Row>> {
    // A lease that ended is as good as none: whoever held it is gone, or will not be believed.
    let row = sqlx::query_as!(
        Row,
        r#"select d.id as "id: DeliveryId", d.channel, d.kind, d.notification_id, n.notice as "notice?", d.payload,
                  d.to_address, u.id as user_id, u.name, u.email, u.locale
           from messaging.deliveries d
           join accounts.users u on u.id = d.user_id
           left join messaging.notifications n on n.id = d.notification_id
           where d.id = $1 and d.state in ('queued', 'held', 'sending') and d.due_at <= $2
           for update of d"#,
        id.0,
        now,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

/// The person's choices as they are now, which may differ from when the notice was written. Mails
/// about the account itself ask nobody.
async fn plan_now(conn: &mut PgConnection, row: &Row, now: DateTime<Utc>) -> Result<Plan> {
    let is_digest = row.kind == DIGEST;
    if row.notification_id.is_none() && !is_digest {
        return Ok(Plan::Now);
    }
    let told = find_told(conn, &[row.user_id], &row.kind).await?;
    let Some(told) = told.first() else { return Ok(Plan::Suppress(Suppressed::Gone)) };
    Ok(match NoticeKind::parse(&row.kind) {
        Some(kind) => plan_again(told, kind, row.channel(), now),
        None if told.is_blocked => Plan::Suppress(Suppressed::Blocked),
        None if !told.is_confirmed => Plan::Suppress(Suppressed::Unconfirmed),
        None => Plan::Now,
    })
}

/// The kind of a digest's delivery.
pub(super) const DIGEST: &str = "digest";

async fn content(ctx: &Ctx, conn: &mut PgConnection, row: &Row) -> Result<Option<Mail>> {
    let link = |notice: &Notice| format!("{}{}", ctx.config.base_url, notice.link());
    if let Some(notice) = &row.notice {
        let notice: Notice = serde_json::from_value(notice.clone())?;
        let link = link(&notice);
        return Ok(Some(Mail::Notice { notice, link }));
    }
    if row.kind == DIGEST {
        let notices = sqlx::query_scalar!(
            "select n.notice from messaging.deliveries d join messaging.notifications n on n.id = d.notification_id
             where d.digest_id = $1 order by n.id",
            row.id.0,
        )
        .fetch_all(conn)
        .await?;
        let notices: Vec<_> = notices
            .into_iter()
            .filter_map(|notice| serde_json::from_value::<Notice>(notice).ok())
            .map(|notice| (notice.clone(), link(&notice)))
            .collect();
        return Ok((!notices.is_empty()).then_some(Mail::Digest { notices }));
    }
    let Some(payload) = &row.payload else { return Ok(None) };
    Ok(Some(serde_json::from_value::<SendMail>(payload.clone())?.mail))
}

async fn parcel(ctx: &Ctx, conn: &mut PgConnection, row: &Row, content: Mail) -> Result<Parcel> {
    let user = UserId(row.user_id);
    let sent_as = row.payload.as_ref().and_then(|payload| serde_json::from_value::<SendMail>(payload.clone()).ok());
    let locale = sent_as.map(|mail| mail.locale).or_else(|| Locale::parse(&row.locale)).unwrap_or_default();
    let template = match NoticeKind::parse(&row.kind) {
        Some(kind) => templates::find_words(conn, kind, row.channel(), locale).await?,
        None => None,
    };
    let stoppable = matches!(content, Mail::Notice { .. } | Mail::Digest { .. });
    Ok(Parcel {
        id: row.id,
        user,
        notification: row.notification_id.map(NotificationId),
        name: row.name.clone(),
        // What confirms an address goes to that address, whatever it is now.
        address: row.to_address.clone().filter(|_| !stoppable).unwrap_or_else(|| row.email.clone()),
        locale,
        content,
        template,
        unsubscribe: stoppable.then(|| unsubscribe::link(ctx, user, &row.kind)),
        preferences: format!("{}/profile/notifications", ctx.config.base_url),
    })
}

async fn suppress(conn: &mut PgConnection, id: DeliveryId, why: Suppressed, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update messaging.deliveries
         set state = 'suppressed', reason = $2, due_at = null, updated_at = $3 where id = $1",
        id.0,
        why.as_str(),
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down how the attempt went, and enqueues the next one where there is to be one. Without
/// effect when the lease ended and somebody else took over.
///
/// # Errors
/// Only when the database fails; call it again then.
pub async fn record(ctx: &Ctx, claimed: &Claimed, outcome: &Outcome, content: Option<&Content>) -> Result<()> {
    let now = ctx.now();
    let id = claimed.parcel.id;
    let (state, error, due, provider) = match outcome {
        Outcome::Sent { provider_id } => (DeliveryState::Sent, None, None, provider_id.as_deref()),
        Outcome::Kept => (DeliveryState::Kept, None, None, None),
        Outcome::Refused { error } => (DeliveryState::Failed, Some(error), None, None),
        Outcome::Later { error } => match after_failure(claimed.attempt) {
            Next::After(pause) => (DeliveryState::Queued, Some(error), Some(now + pause), None),
            Next::GiveUp => (DeliveryState::Failed, Some(error), None, None),
        },
    };
    let shown = content.filter(|_| !claimed.is_secret() || state == DeliveryState::Kept);
    let mut tx = ctx.begin().await?;
    let done = sqlx::query!(
        "update messaging.deliveries
         set state = $3, last_error = $4, due_at = $5, provider_id = coalesce($6, provider_id), updated_at = $7,
             sent_at = case when $3 in ('sent', 'kept') then $7::timestamptz end,
             payload = case when $3 in ('sent', 'kept') then null else payload end,
             to_address = $8, subject = coalesce($9, subject), body_text = $10, body_html = $11
         where id = $1 and attempts = $2 and state = 'sending'",
        id.0,
        claimed.attempt,
        state.as_str(),
        error.map(|text| clip(text)),
        due,
        provider,
        now,
        (claimed.channel == ChannelName::Email).then_some(&claimed.parcel.address),
        content.map(|c| &c.subject),
        shown.map(|c| &c.text),
        shown.map(|c| &c.html),
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        tracing::warn!(
            delivery = id.0,
            attempt = claimed.attempt,
            "an outcome came after its lease and is not recorded"
        );
        return Ok(());
    }
    if let Some(due) = due {
        let job = Deliver { delivery: id, channel: claimed.channel };
        jobs::enqueue_at(&mut tx, &job, Some(&job.key()), Some(due)).await?;
    }
    if let (DeliveryState::Failed, Outcome::Later { error }) = (state, outcome) {
        tell_operators(&mut tx, claimed, error, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// At most once a day: an outage makes many fail. Not about what tells of failures.
async fn tell_operators(conn: &mut PgConnection, claimed: &Claimed, error: &str, now: DateTime<Utc>) -> Result<()> {
    if NoticeKind::parse(&claimed.kind) == Some(NoticeKind::DeliveryFailed) {
        return Ok(());
    }
    let notice = Notice::DeliveryFailed { delivery_id: claimed.parcel.id, error: clip(error) };
    let key = format!("delivery-failed-{}", now.date_naive());
    notify(conn, Audience::Holders(Permission::SettingsManage), notice, key).await
}

/// What the other side says may be long.
fn clip(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(500).collect()
}
