//! Who looks at an item: kept alive while the page is open, taken over knowingly.

use birqadam_core::review::Claim;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const TAKE_OVER_FORM: &str = "take-over";

/// Which item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemInput {
    pub kind: String,
    pub id: i64,
}

/// Goes on looking; says who looks at it now.
#[server(prefix = "/web", endpoint = "review/claims/keep")]
pub async fn keep_looking(input: ItemInput) -> Result<Claim> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::ssr::review::claims::{self, TakeOver};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(claims::claim(&REVIEW, &ctx, &actor, &input.kind, input.id, TakeOver::No)).await
}

/// Stops looking, when the page is left.
#[server(prefix = "/web", endpoint = "review/claims/leave")]
pub async fn look_away(input: ItemInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::ssr::review::claims;

    forms::read(claims::look_away(&server_ctx::ctx(), &server_ctx::actor(), &input.kind, input.id)).await
}

/// Makes the item one's own though somebody else looks at it.
#[server(prefix = "/web", endpoint = "review/claims/take-over")]
pub async fn take_over(input: ItemInput) -> Result<()> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::ssr::review::claims::{self, TakeOver};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let claim = claims::claim(&REVIEW, &ctx, &actor, &input.kind, input.id, TakeOver::Yes);
    forms::submit(TAKE_OVER_FORM, &input, claim).await?;
    let here = server_ctx::own_referer().unwrap_or_else(|| "/review".into());
    forms::redirect(&here);
    Ok(())
}
