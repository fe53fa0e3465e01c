//! One's own resource.

use birqadam_core::ResourceId;
use birqadam_funding::Resource;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// For its form.
#[server(prefix = "/web", endpoint = "partner/resource", input = GetUrl)]
pub async fn find_own_resource(id: ResourceId) -> Result<Resource> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resources;

    forms::read(resources::find_own_resource(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
