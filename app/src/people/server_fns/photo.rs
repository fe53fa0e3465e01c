//! The photo of one's own profile.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Names of the forms.
pub const PHOTO_FORM: &str = "profile-photo";
pub const REMOVE_PHOTO_FORM: &str = "remove-profile-photo";

/// Sets the photo (file `photo`).
#[server(prefix = "/web", endpoint = "profile/photo", input = MultipartFormData)]
pub async fn set_profile_photo(data: MultipartData) -> Result<()> {
    use birqadam_accounts::ops::profile_photo::set_photo;
    use birqadam_core::{FieldCode, photo::PHOTO_MAX_BYTES};

    use crate::{
        forms::{self, Multipart},
        server_ctx::{actor, ctx},
    };

    let mut form = Multipart::read(data, PHOTO_MAX_BYTES).await;
    form.stage_files("photo", FieldCode::NotAPhoto).await;
    let (ctx, actor) = (ctx(), actor());
    forms::submit(PHOTO_FORM, &form.values(), async {
        form.check()?;
        let file = form.load_files("photo").await?.pop();
        let missing = file.is_none();
        let bytes = file.map(|file| file.bytes).unwrap_or_default();
        set_photo(&ctx, &actor, bytes).await.map_err(|error| super::verification::required(missing, error))
    })
    .await?;
    form.forget_files().await;
    forms::redirect("/profile?done=saved");
    Ok(())
}

/// Removes the photo.
#[server(prefix = "/web", endpoint = "profile/photo/remove")]
pub async fn remove_profile_photo() -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::profile_photo::remove_photo;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(REMOVE_PHOTO_FORM, &(), remove_photo(&ctx, &actor)).await?;
    forms::redirect("/profile?done=saved");
    Ok(())
}
