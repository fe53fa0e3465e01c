//! The in-app inbox.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Cursor, NotificationId, Page, PageRequest, Result};

pub use super::deliver::deliver;
use crate::model::Notification;

/// Own entries, newest first.
///
/// # Errors
/// [`birqadam_core::Error::Unauthenticated`] without an account.
pub async fn list_my_notifications(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Notification>> {
    let user = actor.require_user()?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let rows = sqlx::query!(
        "select id, notice, read_at, created_at from messaging.notifications
         where user_id = $1 and id < $2 order by id desc limit $3",
        user.0,
        before,
        page.limit() + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let page = Page::from_rows(rows, page.limit(), |row| Cursor::at(row.created_at, row.id));
    let items = page.items.into_iter().filter_map(|row| match serde_json::from_value(row.notice) {
        Ok(notice) => {
            Some(Notification { id: NotificationId(row.id), notice, read_at: row.read_at, created_at: row.created_at })
        }
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
/// [`birqadam_core::Error::Unauthenticated`] without an account.
pub async fn count_unread(ctx: &Ctx, actor: &Actor) -> Result<i64> {
    let user = actor.require_user()?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from messaging.notifications where user_id = $1 and read_at is null"#,
        user.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(count)
}

/// Marks all of one's own as read.
///
/// # Errors
/// [`birqadam_core::Error::Unauthenticated`] without an account.
pub async fn mark_all_read(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let user = actor.require_user()?;
    sqlx::query!("update messaging.notifications set read_at = now() where user_id = $1 and read_at is null", user.0,)
        .execute(&ctx.db)
        .await?;
    Ok(())
}
