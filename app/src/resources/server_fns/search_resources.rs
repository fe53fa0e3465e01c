//! What partners lend.

use birqadam_core::Page;
use birqadam_funding::{Resource, ResourceFilter};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Active resources by the filters of the URL, the latest first.
#[server(prefix = "/web", endpoint = "resources", input = GetUrl)]
pub async fn search_resources(
    #[server(default)] filter: ResourceFilter,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<Resource>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_funding::ops::resource_search;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor, limit: Some(24) };
    forms::read(resource_search::search_resources(&ctx, &actor, &filter, page)).await
}
