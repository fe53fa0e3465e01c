//! The in-app inbox.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Cursor, Error, NotificationId, Page, PageRequest, Result};

pub use super::deliver::deliver;
use super::live::{News, Wake, wake};
use crate::model::{InboxFilter, Notification};

/// Own entries, newest first.
///
/// # Errors
/// [`Error::Unauthenticated`] without an account.
pub async fn list_my_notifications(
    ctx: &Ctx,
    actor: &Actor,
    filter: InboxFilter,
    page: PageRequest,
) -> Result<Page<Notification>> {
    let user = actor.require_user()?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let rows = sqlx::query!(
        r#"select n.id, n.notice, n.read_at, n.created_at, t.body as "template?"
           from messaging.notifications n
           left join messaging.templates t
                  on t.kind = n.notice ->> 'kind' and t.channel = 'in_app' and t.locale = $6
           where n.user_id = $1 and n.id < $2 and n.id > $3 and n.in_inbox and (not $4 or n.read_at is null)
           order by n.id desc limit $5"#,
        user.0,
        before,
        filter.since.unwrap_or(0),
        filter.unread,
        page.limit() + 1,
        actor.locale.as_str(),
    )
    .fetch_all(&ctx.db)
    .await?;
    let page = Page::from_rows(rows, page.limit(), |row| Cursor::at(row.created_at, row.id));
    let items = page.items.into_iter().filter_map(|row| match serde_json::from_value(row.notice) {
        Ok(notice) => Some(Notification {
            id: NotificationId(row.id),
            notice,
            template: row.template,
            read_at: row.read_at,
            created_at: row.created_at,
        }),
        // A kind of another version of the program must not close the whole inbox.
        Err(error) => {
            tracing::warn!(notification = row.id, %error, "a notice of an unknown kind");
            None
        }
    });
    Ok(Page { items: items.collect(), next: page.next })
}

/// How many of one's own entries are not read yet.
///
/// # Errors
/// [`Error::Unauthenticated`] without an account.
pub async fn count_unread(ctx: &Ctx, actor: &Actor) -> Result<i64> {
    let user = actor.require_user()?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from messaging.notifications
           where user_id = $1 and read_at is null and in_inbox"#,
        user.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(count)
}

/// Marks one of one's own as read; once read it stays so.
///
/// # Errors
/// [`Error::Unauthenticated`] without an account; [`Error::NotFound`] when it is not one's own.
pub async fn mark_read(ctx: &Ctx, actor: &Actor, id: NotificationId) -> Result<()> {
    let user = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    let done = sqlx::query!(
        "update messaging.notifications set read_at = coalesce(read_at, $3)
         where id = $1 and user_id = $2 and in_inbox",
        id.0,
        user.0,
        ctx.now(),
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    wake(&mut *tx, &Wake { user, news: News::Read }).await?;
    tx.commit().await?;
    Ok(())
}

/// Marks all of one's own as read.
///
/// # Errors
/// [`Error::Unauthenticated`] without an account.
pub async fn mark_all_read(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let user = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    let done = sqlx::query!(
        "update messaging.notifications set read_at = $2 where user_id = $1 and read_at is null",
        user.0,
        ctx.now(),
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() > 0 {
        wake(&mut *tx, &Wake { user, news: News::Read }).await?;
    }
    tx.commit().await?;
    Ok(())
}
