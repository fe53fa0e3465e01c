//! What happened to one record.

use birqadam_volunteering::RecordHistory;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Newest first, for who may see it.
#[server(prefix = "/web", endpoint = "history", input = GetUrl)]
pub async fn find_record_history(
    kind: String,
    id: i64,
    #[server(default)] cursor: Option<String>,
) -> Result<RecordHistory> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_volunteering::ops::record_history;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(record_history::record_history(&ctx, &actor, &kind, id, PageRequest { cursor, limit: Some(50) })).await
}

/// What a page shows, with what happened to its record, read at the same time. For whom the history
/// is not, it is none.
///
/// # Errors
/// Those of the page's own data.
pub async fn with_history<T>(
    kind: &str,
    id: i64,
    page: impl Future<Output = Result<T>>,
) -> Result<(T, Option<RecordHistory>)> {
    let (page, history) = futures::join!(page, find_record_history(kind.to_owned(), id, None));
    Ok((page?, history.ok()))
}

/// The same where only the page's own data tell the record's number.
///
/// # Errors
/// Those of the page's own data.
pub async fn with_history_of<T>(
    kind: &str,
    page: impl Future<Output = Result<T>>,
    id: impl FnOnce(&T) -> Option<i64>,
) -> Result<(T, Option<RecordHistory>)> {
    let page = page.await?;
    let Some(id) = id(&page) else { return Ok((page, None)) };
    Ok((page, find_record_history(kind.to_owned(), id, None).await.ok()))
}
