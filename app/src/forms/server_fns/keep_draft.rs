//! Keeping a draft without JavaScript: the form's own fields, sent here by a button of it.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Fields of a form that say where its draft belongs.
pub const DRAFT_FORM: &str = "draft_form";
pub const DRAFT_SUBJECT: &str = "draft_subject";
pub const DRAFT_VERSION: &str = "draft_version";
/// What is no part of a draft: where it belongs, and what the page knows better.
pub const NOT_KEPT: [&str; 6] = [DRAFT_FORM, DRAFT_SUBJECT, DRAFT_VERSION, "version", "step", "next"];

/// Keeps the form as it is, files too, and shows it again.
#[server(prefix = "/web", endpoint = "drafts/keep", input = MultipartFormData)]
pub async fn keep_draft(data: MultipartData) -> Result<()> {
    use birqadam_core::{FieldCode, draft::SaveDraft, ssr::uploads};

    use crate::{
        forms::{self, Multipart, draft_forms},
        server_ctx,
    };

    let mut form = Multipart::read(data, uploads::FILE_MAX_BYTES).await;
    let (name, subject) = (form.text(DRAFT_FORM), form.text(DRAFT_SUBJECT));
    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let may = draft_forms::check_subject(&ctx, &actor, &name, &subject).await;
    if may.is_ok() {
        for field in form.file_fields() {
            form.stage_files(&field, FieldCode::NotADocument).await;
        }
    }
    let fields = form.fields().without(&NOT_KEPT);
    // A form sent as `input[title]` comes back as `title`.
    forms::submit(&name, &fields.to_value(), async {
        form.check()?;
        may?;
        let draft = SaveDraft {
            fields: fields.to_value(),
            base_version: form.text(DRAFT_VERSION).parse().ok(),
            revision: draft_forms::find(&ctx, &actor, &name, &subject).await?.map(|draft| draft.revision),
        };
        draft_forms::save(&ctx, &actor, &name, &subject, draft).await
    })
    .await?;
    let page = server_ctx::own_referer().unwrap_or_else(|| "/".into());
    let path = page.split('?').next().unwrap_or("/");
    forms::redirect(&format!("{path}?draft=continue&done=draft-saved"));
    Ok(())
}
