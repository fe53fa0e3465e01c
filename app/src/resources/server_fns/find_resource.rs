//! One resource, and one partner.

use birqadam_core::{ResourceId, UserId};
use birqadam_funding::{PartnerPage, ResourceView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// A resource with a month of its calendar, for its partner and for organizers.
#[server(prefix = "/web", endpoint = "resource", input = GetUrl)]
pub async fn find_resource(id: ResourceId, #[server(default)] month: String) -> Result<ResourceView> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resource_search;

    forms::read(resource_search::find_resource(&server_ctx::ctx(), &server_ctx::actor(), id, &month)).await
}

/// What a partner lends and was thanked for.
#[server(prefix = "/web", endpoint = "partner", input = GetUrl)]
pub async fn find_partner(id: UserId) -> Result<PartnerPage> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resource_search;

    forms::read(resource_search::find_partner(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
