//! What a partner's first page shows.

use birqadam_funding::{PartnerOverview, ResourceRequest, Thanks};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// What waits, what is promised, what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartnerHome {
    pub overview: PartnerOverview,
    /// The first of the waiting requests, the longest waiting first.
    pub waiting: Vec<ResourceRequest>,
    pub upcoming: Vec<ResourceRequest>,
    pub thanks: Vec<Thanks>,
}

/// Everything on a partner's first page.
#[server(prefix = "/web", endpoint = "partner/home", input = GetUrl)]
pub async fn get_partner_home() -> Result<PartnerHome> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_funding::ops::{resource_request_lists::list_partner_requests, resource_search, resources};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let first = || PageRequest { cursor: None, limit: Some(5) };
    forms::read(async {
        let overview = resources::partner_overview(&ctx, &actor).await?;
        let waiting = list_partner_requests(&ctx, &actor, "waiting", first()).await?.items;
        Ok(PartnerHome {
            overview,
            waiting,
            upcoming: list_partner_requests(&ctx, &actor, "upcoming", first()).await?.items,
            thanks: resource_search::list_own_thanks(&ctx, &actor, 3).await?,
        })
    })
    .await
}
