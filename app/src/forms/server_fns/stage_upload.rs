//! A file sent ahead of its form.

use birqadam_core::draft::StagedFile;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Keeps the file `file` for a day, for the form that is to come.
#[server(prefix = "/web", endpoint = "uploads", input = MultipartFormData)]
pub async fn stage_upload(data: MultipartData) -> Result<StagedFile> {
    use birqadam_core::{Error, FieldCode, ssr::uploads};

    use crate::{
        forms::{self, Multipart},
        server_ctx,
    };

    let mut form = Multipart::read(data, uploads::FILE_MAX_BYTES).await;
    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        form.check()?;
        actor.require_user()?;
        let file = form.take_files("file").into_iter().next();
        let file = file.ok_or_else(|| Error::field("file", FieldCode::Required))?;
        uploads::stage_file(&ctx, &actor, &file.name, file.bytes).await
    })
    .await
}
