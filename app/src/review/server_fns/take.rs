//! "Give me 20".

use birqadam_core::{Error, FieldCode, FieldError, FormInput, form::problems, review::check_take};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// How many of which kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TakeInput {
    pub kind: String,
    pub count: String,
    pub section: String,
}

impl TakeInput {
    fn count(&self) -> birqadam_core::Result<i64> {
        check_take(self.count.trim().parse().map_err(|_| Error::field("count", FieldCode::Malformed))?)
    }
}

impl FormInput for TakeInput {
    const NAME: &'static str = "take";

    fn check(&self) -> Vec<FieldError> {
        problems(self.count())
    }
}

/// Takes the longest waiting that nobody holds, and leads to the first.
#[server(prefix = "/web", endpoint = "review/take")]
pub async fn take_items(input: TakeInput) -> Result<()> {
    use crate::{
        forms,
        review::{REVIEW, Section},
        server_ctx,
    };
    use birqadam_core::ssr::review::claims;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let taken = async { claims::take(&REVIEW, &ctx, &actor, &input.kind, input.count()?).await };
    let taken = forms::submit(TakeInput::NAME, &input, taken).await?;
    let section = Section::parse(&input.section);
    match taken.items.first() {
        Some(first) => forms::redirect(&format!("{}?done=taken", section.item(&first.kind, first.id))),
        None => forms::redirect(&format!("{}?done=nothing-to-take", section.queue())),
    }
    Ok(())
}
