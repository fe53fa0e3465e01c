//! Tokens of the API: short JWT access token, rotating refresh token by family.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Starts a new family for a person who just signed in or registered.
pub async fn issue_tokens(ctx: &Ctx, user: UserId) -> Result<Tokens> { todo!() }
/// Rotates. A used token revokes its whole family ([`Code::TokenReused`]); an unknown or expired one is [`Code::TokenInvalid`]. Both are 401.
pub async fn refresh(ctx: &Ctx, refresh_token: &str) -> Result<Tokens> { todo!() }
/// Ends the family of a refresh token. Unknown tokens are ignored.
pub async fn revoke(ctx: &Ctx, refresh_token: &str) -> Result<()> { todo!() }
/// The user of a valid access token, else [`Error::Unauthenticated`]. Pure computation, no database.
pub fn verify_access_token(ctx: &Ctx, token: &str) -> Result<UserId> { todo!() }
