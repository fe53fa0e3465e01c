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
    use birqadam_funding::ResourceRequestStatus;
    use birqadam_funding::ops::{resource_request_lists::list_partner_requests, resource_search, resources};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let first = |limit| PageRequest { cursor: None, limit: Some(limit) };
    forms::read(async {
        let overview = resources::partner_overview(&ctx, &actor).await?;
        // Those that wait for the organizer are among them.
        let open = list_partner_requests(&ctx, &actor, "waiting", first(50)).await?.items;
        let waiting = open.into_iter().filter(|one| one.status == ResourceRequestStatus::Pending).take(5).collect();
        Ok(PartnerHome {
            overview,
            waiting,
            upcoming: list_partner_requests(&ctx, &actor, "upcoming", first(5)).await?.items,
            thanks: resource_search::list_own_thanks(&ctx, &actor, 3).await?,
        })
    })
    .await
}
