//! Signing in.

use birqadam_accounts::SignIn as Credentials;
use birqadam_core::{FieldError, FormInput};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The sign-in form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInInput {
    pub email: String,
    pub password: String,
    /// Where to go afterwards; one of our own paths.
    pub next: String,
}

impl FormInput for SignInInput {
    const NAME: &'static str = Credentials::NAME;

    fn check(&self) -> Vec<FieldError> {
        Credentials { email: self.email.clone(), password: self.password.clone() }.check()
    }
}

/// Proves who one is, starts the session, leads on.
#[server(prefix = "/web", endpoint = "sign-in")]
pub async fn sign_in(input: SignInInput) -> Result<()> {
    use birqadam_accounts::ops;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let credentials = Credentials { email: input.email.clone(), password: input.password.clone() };
    let me = forms::submit(SignInInput::NAME, &input, ops::sign_in::sign_in(&ctx, &actor, credentials)).await?;
    server_ctx::sign_in(me.id).await?;
    forms::redirect(if input.next.is_empty() { "/home" } else { &input.next });
    Ok(())
}
