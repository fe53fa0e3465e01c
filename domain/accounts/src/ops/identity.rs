//! From a session or token to an [`Actor`], and the signed-in person.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// The actor behind a signed-in id, with what the person may do right now. `None` when the account is gone or blocked.
pub async fn load_actor(ctx: &Ctx, id: UserId, via: Via, address: Option<std::net::IpAddr>, locale: Option<Locale>) -> Result<Option<Actor>> { todo!() }
/// The signed-in person.
pub async fn me(ctx: &Ctx, actor: &Actor) -> Result<Me> { todo!() }
