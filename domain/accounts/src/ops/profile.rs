//! One's own profile and the public face.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

pub async fn update_profile(ctx: &Ctx, actor: &Actor, input: UpdateProfile) -> Result<Me> { todo!() }
/// Remembers the language chosen by a signed-in person.
pub async fn set_locale(ctx: &Ctx, actor: &Actor, locale: Locale) -> Result<()> { todo!() }
/// Anyone. Only approved, unblocked accounts; others are not found.
pub async fn public_profile(ctx: &Ctx, id: UserId) -> Result<PublicProfile> { todo!() }
