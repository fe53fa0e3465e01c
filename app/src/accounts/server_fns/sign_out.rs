//! Signing out.

use leptos::prelude::*;

use crate::error::Result;

/// Ends the session and leads to the start page.
#[server(prefix = "/web", endpoint = "sign-out")]
pub async fn sign_out() -> Result<()> {
    use birqadam_accounts::ops::sign_in::log_sign_out;

    use crate::server_ctx;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    server_ctx::sign_out().await?;
    log_sign_out(&ctx, &actor).await?;
    crate::forms::redirect("/?done=signed-out");
    Ok(())
}
