//! Keeping a draft while it is typed.

use birqadam_core::draft::SavedDraft;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// A draft as the browser's code sends it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedDraft {
    pub form: String,
    pub subject: String,
    /// The fields in JSON.
    pub fields: String,
    pub base_version: Option<i64>,
    pub revision: Option<i64>,
}

/// Keeps the draft in the place of the one before.
#[server(prefix = "/web", endpoint = "drafts/save")]
pub async fn save_draft(input: TypedDraft) -> Result<SavedDraft> {
    use birqadam_core::{Error, FieldCode, draft::SaveDraft};

    use crate::{
        forms::{self, draft_forms},
        server_ctx,
    };

    let TypedDraft { form, subject, fields, base_version, revision } = input;
    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let fields = serde_json::from_str(&fields).map_err(|_| Error::field("fields", FieldCode::Malformed));
        // Rights first: a stranger is not told what is wrong with the fields.
        draft_forms::check_subject(&ctx, &actor, &form, &subject).await?;
        let draft = SaveDraft { fields: fields?, base_version, revision };
        birqadam_core::ssr::drafts::save_draft(&ctx, &actor, &form, &subject, draft).await
    })
    .await
}
