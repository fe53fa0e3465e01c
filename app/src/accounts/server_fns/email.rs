//! Confirming an address.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The token from the mail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmInput {
    pub token: String,
}

/// Confirms the address. A button's work and not the link's: mail scanners follow links.
#[server(prefix = "/web", endpoint = "email/confirm")]
pub async fn confirm_email(input: ConfirmInput) -> Result<()> {
    use birqadam_accounts::ops::email_tokens;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit("confirm", &input, email_tokens::confirm_email(&ctx, &actor, &input.token)).await?;
    let next = if actor.id().is_some() { "/home?done=email-confirmed" } else { "/sign-in?done=email-confirmed" };
    forms::redirect(next);
    Ok(())
}

/// Sends the confirmation link again.
#[server(prefix = "/web", endpoint = "email/resend")]
pub async fn resend_confirmation() -> Result<()> {
    use birqadam_accounts::ops::email_tokens;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit("resend", &(), email_tokens::resend_confirmation(&ctx, &actor)).await?;
    forms::redirect("/profile?done=mail-sent");
    Ok(())
}
