//! Signing out.

use leptos::prelude::*;

use crate::error::Result;

/// Ends the session and leads to the start page.
#[server(prefix = "/web", endpoint = "sign-out")]
pub async fn sign_out() -> Result<()> {
    crate::server_ctx::sign_out().await?;
    crate::forms::redirect("/?done=signed-out");
    Ok(())
}
