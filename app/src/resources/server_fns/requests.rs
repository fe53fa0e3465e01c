//! Requests as both sides look through them.

use birqadam_core::{Page, ResourceRequestId};
use birqadam_funding::ResourceRequest;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Requests for one's own resources, by shelf and narrowed further.
#[server(prefix = "/web", endpoint = "partner/requests", input = GetUrl)]
pub async fn list_partner_requests(
    #[server(default)] show: String,
    #[server(default)] status: String,
    #[server(default)] resource: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<ResourceRequest>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_funding::{RequestFilter, ops::resource_request_lists};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor, limit: None };
    let filter = RequestFilter { show, status, resource, from, to };
    forms::read(resource_request_lists::list_partner_requests(&ctx, &actor, &filter, page)).await
}

/// A request for one of one's own resources.
#[server(prefix = "/web", endpoint = "partner/request", input = GetUrl)]
pub async fn find_partner_request(id: ResourceRequestId) -> Result<ResourceRequest> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resource_request_lists;

    forms::read(resource_request_lists::find_partner_request(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}

/// One's own requests, by shelf and by state.
#[server(prefix = "/web", endpoint = "organizer/requests", input = GetUrl)]
pub async fn list_organizer_requests(
    #[server(default)] show: String,
    #[server(default)] status: String,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<ResourceRequest>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_funding::{RequestFilter, ops::resource_request_lists};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor, limit: None };
    let filter = RequestFilter { show, status, ..RequestFilter::default() };
    forms::read(resource_request_lists::list_organizer_requests(&ctx, &actor, &filter, page)).await
}

/// One's own request.
#[server(prefix = "/web", endpoint = "organizer/request", input = GetUrl)]
pub async fn find_organizer_request(id: ResourceRequestId) -> Result<ResourceRequest> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resource_request_lists;

    forms::read(resource_request_lists::find_organizer_request(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
