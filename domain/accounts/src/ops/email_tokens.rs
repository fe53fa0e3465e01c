//! Single-use links by e-mail: confirmation of the address, reset of the password.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

pub async fn confirm_email(ctx: &Ctx, actor: &Actor, token: &str) -> Result<()> { todo!() }
/// Sends the confirmation link again. Signed in.
pub async fn resend_confirmation(ctx: &Ctx, actor: &Actor) -> Result<()> { todo!() }
/// Always succeeds, whether the address is known or not (limits aside).
pub async fn request_password_reset(ctx: &Ctx, actor: &Actor, email: &str) -> Result<()> { todo!() }
/// Sets the password and ends every session and token of the account.
pub async fn reset_password(ctx: &Ctx, actor: &Actor, input: ResetPassword) -> Result<()> { todo!() }
