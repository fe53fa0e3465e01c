//! Asking for a resource.

use birqadam_funding::ResourceRequestInput;
use leptos::prelude::*;

use crate::error::Result;

/// Sends the request and leads to it.
#[server(prefix = "/web", endpoint = "resources/request")]
pub async fn request_resource(input: ResourceRequestInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_funding::ops::resource_requests;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let asking = resource_requests::request_resource(&ctx, &actor, input.clone());
    let request = forms::submit(ResourceRequestInput::NAME, &input, asking).await?;
    forms::redirect(&format!("/organizer/requests/{}?done=resource-asked", request.id));
    Ok(())
}
