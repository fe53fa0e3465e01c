//! What a moderator's home page shows.

use birqadam_core::review::ReviewQueue;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// The counts and the longest waiting five.
#[server(prefix = "/web", endpoint = "review/home", input = GetUrl)]
pub async fn get_moderator_home() -> Result<ReviewQueue> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::{PageRequest, review::QueueFilter, ssr::review::queue};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor: None, limit: Some(5) };
    forms::read(async { queue::list(&REVIEW, &ctx, &actor, &QueueFilter::default(), &page).await }).await
}
