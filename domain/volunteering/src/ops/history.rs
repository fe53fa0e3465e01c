//! What happened to a person.

use birqadam_accounts::{ProfileItem, Shown};
use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Cursor, Page, PageRequest, Result};

use crate::model::HistoryEntry;

/// One's own history, newest first. Any signed-in account.
///
/// # Errors
/// [`birqadam_core::Error::Invalid`] on `cursor`.
pub async fn list_my_history(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<HistoryEntry>> {
    let user = actor.require_user()?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let rows = sqlx::query!(
        r#"select a.id, a.created_at, a.activity_type, a.details, p.title as "project?"
           from volunteering.activities a left join volunteering.projects p on p.id = a.project_id
           where a.user_id = $1 and a.id < $2 order by a.id desc limit $3"#,
        user.0,
        before,
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let page = Page::from_rows(rows, limit, |row| Cursor { key: row.id, id: row.id });
    Ok(page.map(|row| HistoryEntry {
        date: row.created_at,
        action: row.activity_type,
        project: row.project,
        details: row.details,
    }))
}

/// How much of somebody's history others see at most.
const SHOWN_MAX: i64 = 20;

/// What somebody did that is worth telling, the newest first; `None` when the viewer may not see
/// it. What a person left or only began is their own business.
///
/// # Errors
/// Only when the database fails.
pub async fn list_shown_history(ctx: &Ctx, shown: &Shown) -> Result<Option<Vec<HistoryEntry>>> {
    let Some(user) = shown.user_for(ProfileItem::History) else { return Ok(None) };
    let rows = sqlx::query!(
        r#"select a.created_at, a.activity_type, a.details, p.title as "project?"
           from volunteering.activities a left join volunteering.projects p on p.id = a.project_id
           where a.user_id = $1 and a.activity_type in ('task_completed', 'achievement_unlocked')
           order by a.id desc limit $2"#,
        user.0,
        SHOWN_MAX,
    )
    .fetch_all(&ctx.db)
    .await?;
    let entries = rows.into_iter().map(|row| HistoryEntry {
        date: row.created_at,
        action: row.activity_type,
        project: row.project,
        details: row.details,
    });
    Ok(Some(entries.collect()))
}
