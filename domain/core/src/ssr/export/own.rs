//! What a person does with their exports. Whether they may see the list or report at all is checked
//! by it, when it is asked for, made and fetched.

use serde_json::json;

use super::{
    make::RunExport,
    rows::{Row, Stored, find_stored},
};
use crate::{
    Actor, Cursor, Error, ExportId, Locale, Page, PageRequest, Result,
    export::{EXPORTS_UNFINISHED_MAX, Export, ExportFormat},
    ssr::{Ctx, audit::Entry, jobs},
};

/// The noun of the action log.
pub(super) const SUBJECT: &str = "export";

/// What is asked for.
#[derive(Clone, Debug)]
pub struct NewExport {
    pub list: String,
    pub query: String,
    /// Of a report.
    pub title: Option<String>,
    pub format: ExportFormat,
    /// The language of the file.
    pub locale: Locale,
    /// Rows counted now.
    pub rows: i64,
    pub file_name: String,
}

impl NewExport {
    pub(super) fn entry(&self) -> serde_json::Value {
        json!({ "list": self.list, "filters": self.query, "format": self.format, "rows": self.rows })
    }
}

/// Asks for an export that a job makes. A signed-in person who may see what is in it.
///
/// # Errors
/// [`Error::TooMany`] while too many of one's own are in the making.
pub async fn request_export(ctx: &Ctx, actor: &Actor, new: NewExport) -> Result<Export> {
    let user = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    // One person's requests one after the other, so that the count below holds.
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('exports-' || $1::bigint::text, 0))", user.0)
        .execute(&mut *tx)
        .await?;
    let unfinished = sqlx::query_scalar!(
        r#"select count(*) as "count!" from core.exports where user_id = $1 and state in ('queued', 'running')"#,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    if unfinished >= EXPORTS_UNFINISHED_MAX {
        return Err(Error::TooMany { retry_after_seconds: 60 });
    }
    let id = sqlx::query_scalar!(
        r#"insert into core.exports (user_id, list, query, title, format, locale, rows_total, file_name,
                                    created_at, alive_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) returning id as "id: ExportId""#,
        user.0,
        new.list,
        new.query,
        new.title,
        new.format.as_str(),
        new.locale.as_str(),
        new.rows,
        new.file_name,
        ctx.now(),
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("export.create", SUBJECT, id.0).new_value(new.entry()).record(&mut tx, actor).await?;
    jobs::enqueue(&mut tx, &RunExport { export: id }).await?;
    let stored = find_stored(&mut *tx, id).await?;
    tx.commit().await?;
    Ok(stored.export)
}

/// Writes into the action log that a list was taken away as a file at once.
///
/// # Errors
/// Only when the database fails.
pub async fn log_export(ctx: &Ctx, actor: &Actor, new: &NewExport) -> Result<()> {
    let mut conn = ctx.db.acquire().await?;
    Entry::new("export.create", SUBJECT, None).new_value(new.entry()).record(&mut conn, actor).await
}

/// Writes into the action log that a finished file is fetched.
///
/// # Errors
/// Only when the database fails.
pub async fn log_download(ctx: &Ctx, actor: &Actor, export: &Export) -> Result<()> {
    let mut conn = ctx.db.acquire().await?;
    Entry::new("export.download", SUBJECT, export.id.0)
        .new_value(
            json!({ "list": export.list, "filters": export.query, "format": export.format, "rows": export.rows_total }),
        )
        .record(&mut conn, actor)
        .await
}

/// One's own exports, newest first.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub async fn list_exports(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Export>> {
    let user = actor.require_user()?;
    let limit = page.limit();
    let rows = sqlx::query_as!(
        Row,
        "select id, user_id, list, query, title, format, locale, state, rows_done, rows_total, file_key, file_name,
                size_bytes, error, created_at, finished_at, expires_at
         from core.exports where user_id = $1 and ($2::bigint is null or id < $2)
         order by id desc limit $3",
        user.0,
        page.cursor()?.map(|c| c.id),
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let exports = rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.export));
    let exports = exports.collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(exports, limit, |export| Cursor { key: export.id.0, id: export.id.0 }))
}

/// One of one's own.
///
/// # Errors
/// [`Error::NotFound`] when it is not one's own.
pub async fn find_export(ctx: &Ctx, actor: &Actor, id: ExportId) -> Result<Stored> {
    let user = actor.require_user()?;
    let stored = find_stored(&ctx.db, id).await?;
    if stored.owner == user { Ok(stored) } else { Err(Error::NotFound) }
}

/// Removes one of one's own with its file; one in the making is given up.
///
/// # Errors
/// [`Error::NotFound`] when it is not one's own.
pub async fn delete_export(ctx: &Ctx, actor: &Actor, id: ExportId) -> Result<()> {
    let user = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    let row = sqlx::query!(
        "delete from core.exports where id = $1 and user_id = $2 returning list, query, format, state, file_key",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::NotFound)?;
    Entry::new("export.delete", SUBJECT, id.0)
        .old(json!({ "list": row.list, "filters": row.query, "format": row.format, "state": row.state }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    if let Some(key) = row.file_key
        && let Err(error) = ctx.files.delete(&key).await
    {
        tracing::warn!(%error, key, "a file without a record could not be deleted");
    }
    Ok(())
}
