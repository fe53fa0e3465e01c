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
        let missing = file.is_none();
        let bytes = file.map(|file| file.bytes).unwrap_or_default();
        verification::submit_verification(&ctx, &actor, bytes).await.map_err(|error| required(missing, error))
    })
    .await?;
    form.forget_files().await;
    forms::redirect("/profile/verification?done=photo-sent");
    Ok(())
}

/// Rights go before the word that no file was chosen: the operation is asked with nothing.
#[cfg(feature = "ssr")]
pub(super) fn required(missing: bool, error: birqadam_core::Error) -> birqadam_core::Error {
    use birqadam_core::{Error, FieldCode};

    match error {
        Error::Invalid(_) if missing => Error::field("photo", FieldCode::Required),
        other => other,
    }
}
