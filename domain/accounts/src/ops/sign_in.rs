//! Sign-in by e-mail and password.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// The account, if address and password belong together and it is not blocked. Limited per (address, account) pair, so that nobody can lock out somebody else; the same answer for an unknown address.
pub async fn sign_in(ctx: &Ctx, actor: &Actor, input: SignIn) -> Result<Me> { todo!() }
