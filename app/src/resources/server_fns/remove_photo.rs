//! Removing a photo of a resource.

use birqadam_core::ResourcePhotoId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const REMOVE_RESOURCE_PHOTO_FORM: &str = "remove-resource-photo";

/// Which one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoRemoval {
    pub id: ResourcePhotoId,
}

/// Removes it from one's own resource.
#[server(prefix = "/web", endpoint = "partner/resources/photos/remove")]
pub async fn remove_resource_photo(input: PhotoRemoval) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resource_photos;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let removing = resource_photos::remove_photo(&ctx, &actor, input.id);
    let resource = forms::submit(REMOVE_RESOURCE_PHOTO_FORM, &input, removing).await?;
    forms::redirect(&format!("/partner/resources/{}/edit?done=saved", resource.id));
    Ok(())
}
