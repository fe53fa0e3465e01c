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
