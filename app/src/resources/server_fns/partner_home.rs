//! What a partner's first page shows.

use birqadam_funding::{PartnerOverview, ResourceRequest, Thanks};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::{error::Result, ui::Drawn};

/// What waits, what is promised, what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartnerHome {
    pub overview: PartnerOverview,
    /// The first of the waiting requests, the longest waiting first.
    pub waiting: Vec<ResourceRequest>,
    pub upcoming: Vec<ResourceRequest>,
    pub thanks: Vec<Thanks>,
    /// How long a request waits for the first answer, in words.
    pub answer_time: Option<String>,
    /// Of lendings and answers; those that have something to show.
    pub charts: Vec<Drawn>,
}

/// Everything on a partner's first page.
#[server(prefix = "/web", endpoint = "partner/home", input = GetUrl)]
pub async fn get_partner_home() -> Result<PartnerHome> {
    use crate::{
        forms,
        resources::charts::charts,
        server_ctx,
        ui::chart::{draw, value_text},
    };
    use birqadam_core::{PageRequest, chart::Unit};
    use birqadam_funding::ops::{
        partner_charts::partner_charts, resource_request_lists::list_partner_requests, resource_search, resources,
    };
    use birqadam_funding::{RequestFilter, ResourceRequestStatus};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let l = actor.locale;
    let shelf = |show: &str| RequestFilter { show: show.to_owned(), ..RequestFilter::default() };
    let first = |limit| PageRequest { cursor: None, limit: Some(limit) };
    forms::read(async {
        let overview = resources::partner_overview(&ctx, &actor).await?;
        // Not those that wait for the organizer.
        let unanswered = RequestFilter { status: ResourceRequestStatus::Pending.to_string(), ..shelf("waiting") };
        let lent = partner_charts(&ctx, &actor).await?;
        Ok(PartnerHome {
            overview,
            waiting: list_partner_requests(&ctx, &actor, &unanswered, first(5)).await?.items,
            upcoming: list_partner_requests(&ctx, &actor, &shelf("upcoming"), first(5)).await?.items,
            thanks: resource_search::list_own_thanks(&ctx, &actor, 3).await?,
            answer_time: lent.median_answer_seconds.map(|seconds| value_text(l, &Unit::Seconds, seconds)),
            charts: charts(l, &lent).into_iter().map(|chart| draw(l, chart)).collect(),
        })
    })
    .await
}
