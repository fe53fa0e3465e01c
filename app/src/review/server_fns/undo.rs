//! Taking a decision back while nobody knows of it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const UNDO_FORM: &str = "undo-decision";

/// Which decision, and where the reviewer works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UndoInput {
    pub id: i64,
    pub section: String,
}

/// Takes the decision back and leads to its item.
#[server(prefix = "/web", endpoint = "review/undo")]
pub async fn undo_decision(input: UndoInput) -> Result<()> {
    use crate::{forms, review::Section, server_ctx};
    use birqadam_core::ssr::review::decisions;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let item = forms::submit(UNDO_FORM, &input, decisions::undo(&ctx, &actor, input.id)).await?;
    let page = Section::parse(&input.section).item(&item.kind, item.id);
    forms::redirect(&format!("{page}?done=decision-undone"));
    Ok(())
}
