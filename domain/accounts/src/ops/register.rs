//! Registration.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Creates the account: volunteers are active at once, the others wait for a moderator, who is told.
pub async fn register(ctx: &Ctx, actor: &Actor, input: Register) -> Result<Me> { todo!() }
