//! Offering a resource and changing it, with photos, by one form.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Fields as in [`birqadam_funding::ResourceInput`], the files `photo` (or `photo_staged`), and `id` and
/// `version` when a resource is changed.
#[server(prefix = "/web", endpoint = "partner/resources/save", input = MultipartFormData)]
pub async fn save_resource(data: MultipartData) -> Result<()> {
    use crate::forms::{self, Multipart};
    use birqadam_core::{FieldCode, FormInput, photo::PHOTO_MAX_BYTES};
    use birqadam_funding::ResourceInput;

    let mut form = Multipart::read(data, PHOTO_MAX_BYTES).await;
    form.stage_files("photo", FieldCode::NotAPhoto).await;
    let values = form.values();
    let Some(id) = forms::submit(ResourceInput::NAME, &values, server::save(&mut form)).await? else { return Ok(()) };
    form.forget_files().await;
    forms::redirect(&format!("/partner/resources/{id}/edit?done=saved"));
    Ok(())
}

#[cfg(feature = "ssr")]
mod server {
    use axum::body::Bytes;
    use birqadam_core::{Error, FormInput, ResourceId, Result};
    use birqadam_funding::ops::{resource_photos, resources};
    use birqadam_funding::{ResourceChange, ResourceInput};
    use serde_json::Value;

    use crate::forms::{self, Multipart};
    use crate::page_start::Flash;
    use crate::server_ctx;

    /// Saves it. `None` when it is there but its photos were refused: its own page says why.
    pub(super) async fn save(form: &mut Multipart) -> Result<Option<ResourceId>> {
        form.check()?;
        let input = ResourceInput::from_fields(&form.fields()).unwrap_or_default();
        let photos: Vec<Bytes> = form.load_files("photo").await?.into_iter().map(|file| file.bytes).collect();
        let id = form.text("id");
        if id.is_empty() {
            return create(input, photos).await;
        }
        let id = id.parse::<ResourceId>().map_err(|_| Error::NotFound)?;
        let change = ResourceChange { version: form.text("version").parse().ok(), ..input.into() };
        update(id, change, photos).await.map(Some)
    }

    async fn create(input: ResourceInput, photos: Vec<Bytes>) -> Result<Option<ResourceId>> {
        let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
        let made = resources::create_resource(&ctx, &actor, input).await?;
        if photos.is_empty() {
            return Ok(Some(made.id));
        }
        match resource_photos::add_photos(&ctx, &actor, made.id, photos).await {
            Ok(_) => Ok(Some(made.id)),
            Err(error) => {
                let page = format!("/partner/resources/{}/edit", made.id);
                forms::redirect(&page);
                forms::keep(Flash { form: ResourceInput::NAME.into(), page, values: Value::Null, error }).await;
                Ok(None)
            }
        }
    }

    /// The photos first, because what is refused there is told before anything else has changed; but
    /// never for a form that is stale, or one that will be refused for its fields.
    async fn update(id: ResourceId, mut change: ResourceChange, photos: Vec<Bytes>) -> Result<ResourceId> {
        let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
        if !photos.is_empty() {
            let now = resources::find_own_resource(&ctx, &actor, id).await?;
            let fits = change.onto(&now).validate().is_ok();
            if fits && change.version.is_none_or(|version| version == now.version) {
                change.version = Some(resource_photos::add_photos(&ctx, &actor, id, photos).await?.version);
            }
        }
        resources::update_resource(&ctx, &actor, id, change).await?;
        Ok(id)
    }
}
