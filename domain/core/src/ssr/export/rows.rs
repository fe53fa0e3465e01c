//! From the table to exports.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    Error, ExportId, Locale, Result, UserId,
    export::{Export, ExportFormat, ExportState},
    ssr::db_error::internal,
};

/// An export with whose it is and where its file lies.
pub struct Stored {
    pub export: Export,
    pub owner: UserId,
    pub locale: Locale,
    pub file_key: Option<String>,
}

pub(super) struct Row {
    pub id: i64,
    pub user_id: i64,
    pub list: String,
    pub query: String,
    pub title: Option<String>,
    pub format: String,
    pub locale: String,
    pub state: String,
    pub rows_done: i64,
    pub rows_total: i64,
    pub file_key: Option<String>,
    pub file_name: String,
    pub size_bytes: Option<i64>,
    pub error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub expires_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Stored {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        // The table's checks allow nothing else.
        let format = ExportFormat::parse(&row.format).ok_or_else(|| internal("an export of no known format"))?;
        let state = ExportState::parse(&row.state).ok_or_else(|| internal("an export in no known state"))?;
        Ok(Stored {
            owner: UserId(row.user_id),
            locale: Locale::parse(&row.locale).unwrap_or_default(),
            file_key: row.file_key,
            export: Export {
                id: ExportId(row.id),
                list: row.list,
                query: row.query,
                title: row.title,
                format,
                state,
                rows_done: row.rows_done,
                rows_total: row.rows_total,
                file_name: row.file_name,
                size_bytes: row.size_bytes,
                error: row.error,
                created_at: row.created_at,
                finished_at: row.finished_at,
                expires_at: row.expires_at,
            },
        })
    }
}

/// Anyone's export, for the job and for a signed address; the caller checks whose it is.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_stored(conn: impl PgExecutor<'_>, id: ExportId) -> Result<Stored> {
    let row = sqlx::query_as!(
        Row,
        "select id, user_id, list, query, title, format, locale, state, rows_done, rows_total, file_key, file_name,
                size_bytes, error, created_at, finished_at, expires_at
         from core.exports where id = $1",
        id.0,
    )
    .fetch_optional(conn)
    .await?;
    row.ok_or(Error::NotFound)?.try_into()
}
