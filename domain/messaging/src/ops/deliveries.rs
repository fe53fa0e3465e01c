//! What became of everything that was to be delivered, for those who run the platform.

use std::collections::HashMap;

use birqadam_core::list::ListRequest;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::{Ctx, jobs, list};
use birqadam_core::{
    Actor, ChannelName, Code, DeliveryId, Error, NotificationId, Page, PageRequest, Permission, Result, UserId,
};
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::Deliver;
use super::delivery_list::DeliveryList;
use crate::model::{DELIVERIES, Delivery, DeliveryDetail, DeliveryFilter, DeliveryState, Suppressed};

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

/// Deliveries, newest first, in the API's own shape. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission; [`Error::Invalid`] at a filter or at `cursor`.
pub async fn list_deliveries(
    ctx: &Ctx,
    actor: &Actor,
    filter: &DeliveryFilter,
    page: PageRequest,
) -> Result<Page<Delivery>> {
    let pairs = [
        ("state", filter.state.as_str()),
        ("channel", filter.channel.as_str()),
        ("kind", filter.kind.as_str()),
        ("user_id", filter.user_id.as_str()),
    ];
    let mut request = ListRequest::parse(&DELIVERIES, pairs)?;
    request.limit = Some(page.limit());
    request.cursor = page.cursor.filter(|cursor| !cursor.is_empty());
    request.columns = vec!["subject".to_owned()];
    let page = list::read(ctx, actor, &DeliveryList, request).await?;
    let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
    let mut found = find_rows(ctx, &ids).await?;
    // In the order of the list.
    let items = ids.iter().filter_map(|id| found.remove(id)).collect();
    Ok(Page { items, next: page.next })
}

async fn find_rows(ctx: &Ctx, ids: &[i64]) -> Result<HashMap<i64, Delivery>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select d.id as "id: DeliveryId", d.notification_id, d.user_id, d.channel, d.kind, d.state, d.reason,
                  d.attempts, d.due_at, d.last_error, d.subject, d.created_at, d.sent_at,
                  (select u.name from accounts.users u where u.id = d.user_id) as name,
                  coalesce(d.to_address, (select u.email from accounts.users u where u.id = d.user_id)) as to_address
           from messaging.deliveries d where d.id = any($1)"#,
        ids,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id.0, Delivery::from(row))).collect())
}

/// One delivery with what it says. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission; [`Error::NotFound`].
pub async fn find_delivery(ctx: &Ctx, actor: &Actor, id: DeliveryId) -> Result<DeliveryDetail> {
    actor.require(Permission::SettingsManage)?;
    let delivery = find_rows(ctx, &[id.0]).await?.remove(&id.0).ok_or(Error::NotFound)?;
    let row = sqlx::query!(
        r#"select body_text, body_html, provider_id, digest_id as "digest_id: DeliveryId", updated_at
           from messaging.deliveries where id = $1"#,
        id.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
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
    retry(ctx, &mut tx, actor, id).await?;
    tx.commit().await?;
    Ok(())
}

/// The same in the caller's transaction, without asking for the permission.
pub(super) async fn retry(ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, id: DeliveryId) -> Result<()> {
    let state = sqlx::query_scalar!("select state from messaging.deliveries where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
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
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict(Code::WrongState));
    }
    let job = Deliver::mail(id);
    jobs::enqueue_as(conn, &job, Some(&job.key())).await?;
    Entry::new("delivery.retry", "delivery", id.0)
        .old(serde_json::json!({ "status": state }))
        .new_value(serde_json::json!({ "status": "queued" }))
        .record(conn, actor)
        .await
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
           where id in (select id from messaging.deliveries where state = 'failed' and channel = 'email'
                        order by id limit $1 for update)
           returning id as "id: DeliveryId""#,
        RETRY_MAX,
        ctx.now(),
    )
    .fetch_all(&mut *tx)
    .await?;
    for id in &ids {
        let job = Deliver::mail(*id);
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
