//! A forgotten password: asking for the link, setting a new one.

use birqadam_accounts::ResetPassword as NewPassword;
use birqadam_core::{FieldError, FormInput, form::problems, validate::Validator};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Whose password is forgotten.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForgotInput {
    pub email: String,
}

/// The new password with the token from the mail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResetInput {
    pub token: String,
    pub password: String,
}

impl FormInput for ForgotInput {
    const NAME: &'static str = "forgot";

    fn check(&self) -> Vec<FieldError> {
        let mut v = Validator::new();
        v.email("email", &self.email);
        problems(v.finish())
    }
}

impl FormInput for ResetInput {
    const NAME: &'static str = NewPassword::NAME;

    fn check(&self) -> Vec<FieldError> {
        NewPassword { token: self.token.clone(), password: self.password.clone() }.check()
    }
}

/// Sends the link, if the address is known; the answer is the same either way.
#[server(prefix = "/web", endpoint = "password/forgot")]
pub async fn request_password_reset(input: ForgotInput) -> Result<()> {
    use birqadam_accounts::ops::email_tokens;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(ForgotInput::NAME, &input, email_tokens::request_password_reset(&ctx, &actor, &input.email)).await?;
    forms::redirect("/forgot-password?done=reset-mail");
    Ok(())
}

/// Sets the password; every session of the account ends.
#[server(prefix = "/web", endpoint = "password/reset")]
pub async fn reset_password(input: ResetInput) -> Result<()> {
    use birqadam_accounts::ops::email_tokens;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let reset = NewPassword { token: input.token.clone(), password: input.password.clone() };
    forms::submit(ResetInput::NAME, &input, email_tokens::reset_password(&ctx, &actor, reset)).await?;
    forms::redirect("/sign-in?done=password-changed");
    Ok(())
}
