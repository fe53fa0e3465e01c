//! "Give me 20".

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const TAKE_FORM: &str = "take";

/// How many of which kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TakeInput {
    pub kind: String,
    pub count: String,
    pub section: String,
}

/// Takes the longest waiting that nobody holds, and leads to the first.
#[server(prefix = "/web", endpoint = "review/take")]
pub async fn take_items(input: TakeInput) -> Result<()> {
    use crate::{
        forms,
        review::{REVIEW, Section},
        server_ctx,
    };
    use birqadam_core::{Error, FieldCode, ssr::review::claims};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let taken = async {
        let count = input.count.trim().parse().map_err(|_| Error::field("count", FieldCode::Malformed))?;
        claims::take(&REVIEW, &ctx, &actor, &input.kind, count).await
    };
    let taken = forms::submit(TAKE_FORM, &input, taken).await?;
    let section = Section::parse(&input.section);
    match taken.items.first() {
        Some(first) => forms::redirect(&format!("{}?done=taken", section.item(&first.kind, first.id))),
        None => forms::redirect(&format!("{}?done=nothing-to-take", section.queue())),
    }
    Ok(())
}
