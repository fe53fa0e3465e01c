//! Who looks at an item: claimed when the page opens and kept alive while it is open, taken over
//! knowingly. Reading the page changes nothing.

use birqadam_core::review::Claim;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const LOOK_FORM: &str = "look";
pub const TAKE_OVER_FORM: &str = "take-over";

/// Which item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemInput {
    pub kind: String,
    pub id: i64,
}

/// Looks, or goes on looking; says who looks at it now.
#[server(prefix = "/web", endpoint = "review/claims/keep")]
pub async fn keep_looking(input: ItemInput) -> Result<Claim> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::ssr::review::claims::{self, TakeOver};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(claims::claim(&REVIEW, &ctx, &actor, &input.kind, input.id, TakeOver::No)).await
}

/// The same by a plain form.
#[server(prefix = "/web", endpoint = "review/claims/start")]
pub async fn start_looking(input: ItemInput) -> Result<()> {
    use birqadam_core::ssr::review::claims::TakeOver;

    claim_and_return(LOOK_FORM, input, TakeOver::No).await
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
    use birqadam_core::ssr::review::claims::TakeOver;

    claim_and_return(TAKE_OVER_FORM, input, TakeOver::Yes).await
}

/// Claims the item and leads back to its page.
#[cfg(feature = "ssr")]
async fn claim_and_return(
    form: &str,
    input: ItemInput,
    take_over: birqadam_core::ssr::review::claims::TakeOver,
) -> Result<()> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::ssr::review::claims;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let claim = claims::claim(&REVIEW, &ctx, &actor, &input.kind, input.id, take_over);
    forms::submit(form, &input, claim).await?;
    forms::redirect(&server_ctx::own_referer().unwrap_or_else(|| "/review".into()));
    Ok(())
}
