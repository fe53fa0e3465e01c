//! Forgetting a draft.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form that is only a button.
pub const DISCARD_FORM: &str = "discard-draft";

/// Which draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhichDraft {
    pub form: String,
    pub subject: String,
}

/// Forgets one's own draft and shows its page again.
#[server(prefix = "/web", endpoint = "drafts/discard")]
pub async fn discard_draft(input: WhichDraft) -> Result<()> {
    use birqadam_core::ssr::drafts;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(DISCARD_FORM, &input, drafts::discard_draft(&ctx, &actor, &input.form, &input.subject)).await?;
    forms::back();
    Ok(())
}
