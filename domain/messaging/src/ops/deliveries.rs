//! What became of everything that was to be delivered, for those who run the platform.

use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::{Ctx, jobs};
use birqadam_core::{
    Actor, ChannelName, Code, Cursor, DeliveryId, Error, NotificationId, Page, PageRequest, Permission, Result, UserId,
};
use chrono::{DateTime, Utc};

use super::Deliver;
use crate::model::{Delivery, DeliveryDetail, DeliveryFilter, DeliveryState, Suppressed};

struct Row {
    id: DeliveryId,
    notification_id: Option<i64>,
    user_id: Option<i64>,
    name: Option<String>,
    channel: String,
    kind: String,
    state: String,
    reason: Option<String>,
    attempts: i32,
    due_at: Option<DateTime<Utc>>,
    last_error: Option<String>,
    to_address: Option<String>,
    subject: Option<String>,
    created_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
}

impl From<Row> for Delivery {
    fn from(row: Row) -> Delivery {
        Delivery {
            id: row.id,
            notification_id: row.notification_id.map(NotificationId),
            user_id: row.user_id.map(UserId),
            name: row.name.unwrap_or_default(),
            channel: ChannelName::parse(&row.channel).unwrap_or(ChannelName::Email),
            kind: row.kind,
            state: DeliveryState::parse(&row.state).unwrap_or(DeliveryState::Queued),
            reason: row.reason.as_deref().and_then(Suppressed::parse),
            attempts: row.attempts,
            due_at: row.due_at,
            last_error: row.last_error,
            to_address: row.to_address,
            subject: row.subject,
            created_at: row.created_at,
            sent_at: row.sent_at,
        }
    }
}

/// Deliveries, newest first. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission; [`Error::Invalid`] on a filter with a value we do
/// not know.
pub async fn list_deliveries(
    ctx: &Ctx,
    actor: &Actor,
    filter: &DeliveryFilter,
    page: PageRequest,
) -> Result<Page<Delivery>> {
    actor.require(Permission::SettingsManage)?;
    let filter = filter.check()?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let rows = sqlx::query_as!(
        Row,
        r#"select d.id as "id: DeliveryId", d.notification_id, d.user_id, u.name as "name?", d.channel, d.kind, d.state,
                  d.reason, d.attempts, d.due_at, d.last_error, coalesce(d.to_address, u.email) as to_address, d.subject,
                  d.created_at, d.sent_at
           from messaging.deliveries d left join accounts.users u on u.id = d.user_id
           where d.id < $1
             and (cardinality($2::text[]) = 0 or d.state = any($2))
             and (cardinality($3::text[]) = 0 or d.channel = any($3))
             and (cardinality($4::text[]) = 0 or d.kind = any($4))
             and ($5::bigint is null or d.user_id = $5)
           order by d.id desc limit $6"#,
        before,
        &filter.states,
        &filter.channels,
        &filter.kinds,
        filter.user,
        page.limit() + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let page = Page::from_rows(rows, page.limit(), |row| Cursor::at(row.created_at, row.id.0));
    Ok(Page { items: page.items.into_iter().map(Delivery::from).collect(), next: page.next })
}

/// One delivery with what it says. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission; [`Error::NotFound`].
pub async fn find_delivery(ctx: &Ctx, actor: &Actor, id: DeliveryId) -> Result<DeliveryDetail> {
    actor.require(Permission::SettingsManage)?;
    let row = sqlx::query!(
        r#"select d.id as "id: DeliveryId", d.notification_id, d.user_id, u.name as "name?", d.channel, d.kind, d.state,
                  d.reason, d.attempts, d.due_at, d.last_error, coalesce(d.to_address, u.email) as to_address, d.subject,
                  d.created_at, d.sent_at, d.body_text, d.body_html, d.provider_id,
                  d.digest_id as "digest_id: DeliveryId", d.updated_at
           from messaging.deliveries d left join accounts.users u on u.id = d.user_id
           where d.id = $1"#,
        id.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let delivery = Delivery::from(Row {
        id: row.id,
        notification_id: row.notification_id,
        user_id: row.user_id,
        name: row.name,
        channel: row.channel,
        kind: row.kind,
        state: row.state,
        reason: row.reason,
        attempts: row.attempts,
        due_at: row.due_at,
        last_error: row.last_error,
        to_address: row.to_address,
        subject: row.subject,
        created_at: row.created_at,
        sent_at: row.sent_at,
    });
    Ok(DeliveryDetail {
        delivery,
        body_text: row.body_text.unwrap_or_default(),
        body_html: row.body_html.unwrap_or_default(),
        provider_id: row.provider_id,
        digest_id: row.digest_id,
        updated_at: row.updated_at,
    })
}

/// Tries one again at once: given up, waiting for its next attempt, or kept while there was no mail
/// server. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] with [`Code::WrongState`] when it
/// was sent, is being sent or was not to be sent.
pub async fn retry_delivery(ctx: &Ctx, actor: &Actor, id: DeliveryId) -> Result<()> {
    actor.require(Permission::SettingsManage)?;
    let mut tx = ctx.begin().await?;
    let state = sqlx::query_scalar!("select state from messaging.deliveries where id = $1 for update", id.0)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::NotFound)?;
    // What a kept mail about an account said is gone: its link was for its reader only.
    let done = sqlx::query!(
        "update messaging.deliveries set state = 'queued', due_at = $2, updated_at = $2
         where id = $1 and channel = 'email'
           and (state in ('failed', 'queued') or (state = 'kept' and (notification_id is not null or kind = 'digest')))",
        id.0,
        ctx.now(),
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict(Code::WrongState));
    }
    let job = Deliver { delivery: id };
    jobs::enqueue_as(&mut tx, &job, Some(&job.key())).await?;
    Entry::new("delivery.retry", "delivery", id.0)
        .old(serde_json::json!({ "status": state }))
        .new_value(serde_json::json!({ "status": "queued" }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// At most so many by one press of the button.
const RETRY_MAX: i64 = 500;

/// Tries again all that was given up, the oldest first; returns how many. Permission
/// `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn retry_failed(ctx: &Ctx, actor: &Actor) -> Result<i64> {
    actor.require(Permission::SettingsManage)?;
    let mut tx = ctx.begin().await?;
    let ids = sqlx::query_scalar!(
        r#"update messaging.deliveries set state = 'queued', due_at = $2, updated_at = $2
           where id in (select id from messaging.deliveries where state = 'failed' order by id limit $1 for update)
           returning id as "id: DeliveryId""#,
        RETRY_MAX,
        ctx.now(),
    )
    .fetch_all(&mut *tx)
    .await?;
    for id in &ids {
        let job = Deliver { delivery: *id };
        jobs::enqueue_as(&mut tx, &job, Some(&job.key())).await?;
    }
    if !ids.is_empty() {
        Entry::new("delivery.retry_failed", "delivery", None)
            .new_value(serde_json::json!({ "count": ids.len() }))
            .record(&mut tx, actor)
            .await?;
    }
    tx.commit().await?;
    Ok(ids.len() as i64)
}
