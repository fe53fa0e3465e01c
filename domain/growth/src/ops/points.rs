//! Reading the points ledger.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Cursor, Page, PageRequest, Result};

use crate::model::PointsEntry;

/// The sum of one's own entries.
///
/// # Errors
/// [`birqadam_core::Error::Unauthenticated`] without an account.
pub async fn my_balance(ctx: &Ctx, actor: &Actor) -> Result<i64> {
    let user = actor.require_user()?;
    let sum = sqlx::query_scalar!(
        r#"select coalesce(sum(amount), 0)::bigint as "sum!" from growth.points_ledger where user_id = $1"#,
        user.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(sum)
}

/// One's own entries, newest first.
///
/// # Errors
/// [`birqadam_core::Error::Unauthenticated`] without an account.
pub async fn list_my_points(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<PointsEntry>> {
    let user = actor.require_user()?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let rows = sqlx::query_as!(
        PointsEntry,
        "select id, amount, reason, source_kind, source_id, details, created_at
         from growth.points_ledger where user_id = $1 and id < $2 order by id desc limit $3",
        user.0,
        before,
        page.limit() + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(Page::from_rows(rows, page.limit(), |entry| Cursor::at(entry.created_at, entry.id)))
}
