//! Pausing a resource, putting it away, bringing it back.

use birqadam_core::ResourceId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const STATUS_FORM: &str = "resource-status";

/// Which one, and what it is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatusChange {
    pub id: ResourceId,
    pub status: String,
}

/// `active`, `paused` or `archived`.
#[server(prefix = "/web", endpoint = "partner/resources/status")]
pub async fn change_resource_status(input: StatusChange) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::{ResourceChange, ops::resources};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let change = ResourceChange { status: Some(input.status.clone()), ..ResourceChange::default() };
    forms::submit(STATUS_FORM, &input, resources::update_resource(&ctx, &actor, input.id, change)).await?;
    forms::redirect(&format!("/partner/resources/{}/edit?done=saved", input.id));
    Ok(())
}
