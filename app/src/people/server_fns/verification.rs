//! Sending a photo of oneself for verification.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Name of the form.
pub const VERIFICATION_FORM: &str = "verification";

/// Sends the photo (file `photo`).
#[server(prefix = "/web", endpoint = "profile/verification", input = MultipartFormData)]
pub async fn submit_verification(data: MultipartData) -> Result<()> {
    use birqadam_accounts::ops::verification;
    use birqadam_core::{FieldCode, photo::PHOTO_MAX_BYTES};

    use crate::{
        forms::{self, Multipart},
        server_ctx::{actor, ctx},
    };

    let mut form = Multipart::read(data, PHOTO_MAX_BYTES).await;
    form.stage_files("photo", FieldCode::NotAPhoto).await;
    let (ctx, actor) = (ctx(), actor());
    forms::submit(VERIFICATION_FORM, &form.values(), async {
        form.check()?;
        let file = form.load_files("photo").await?.pop();
        verification::submit_verification(&ctx, &actor, required(file)?).await
    })
    .await?;
    form.forget_files().await;
    forms::redirect("/profile/verification?done=photo-sent");
    Ok(())
}

/// The file's content, or the word that it is missing.
#[cfg(feature = "ssr")]
pub(super) fn required(file: Option<crate::forms::UploadedFile>) -> birqadam_core::Result<axum::body::Bytes> {
    use birqadam_core::{Error, FieldCode};

    file.map(|file| file.bytes).ok_or_else(|| Error::field("photo", FieldCode::Required))
}
