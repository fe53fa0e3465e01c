//! The queue.

use birqadam_core::review::ReviewQueue;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// What waits, the longest waiting first. `kind` is the name of one, or `all`; `mine` is `1` for
/// what one took.
#[server(prefix = "/web", endpoint = "review/queue", input = GetUrl)]
pub async fn list_review_queue(
    #[server(default)] kind: String,
    #[server(default)] mine: String,
    #[server(default)] cursor: Option<String>,
) -> Result<ReviewQueue> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::{PageRequest, review::QueueFilter, ssr::review::queue};

    let kind = if kind == "all" { String::new() } else { kind };
    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor, limit: None };
    forms::read(async { queue::list(&REVIEW, &ctx, &actor, &QueueFilter { kind, mine }, &page).await }).await
}
