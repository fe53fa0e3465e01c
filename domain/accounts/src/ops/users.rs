//! The list of users.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Newest first. Permission `users.view`.
pub async fn list_users(ctx: &Ctx, actor: &Actor, filter: UserFilter, page: PageRequest) -> Result<Page<UserRow>> { todo!() }
