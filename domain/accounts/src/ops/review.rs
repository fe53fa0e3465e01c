//! The moderators' side: approve, reject, block, unblock. Deciding twice the same way changes nothing.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Oldest first. Permission `users.review`.
pub async fn list_pending_users(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<PendingUser>> { todo!() }
/// How many wait. Permission `users.review`.
pub async fn count_pending_users(ctx: &Ctx, actor: &Actor) -> Result<i64> { todo!() }
/// Permission `users.review` or `users.view`.
pub async fn user_details(ctx: &Ctx, actor: &Actor, id: UserId) -> Result<UserDetails> { todo!() }
pub async fn approve_user(ctx: &Ctx, actor: &Actor, id: UserId) -> Result<UserDetails> { todo!() }
pub async fn reject_user(ctx: &Ctx, actor: &Actor, id: UserId, input: Reason) -> Result<UserDetails> { todo!() }
/// Ends every session and token at once. Permission `users.block`; not oneself, and never the last admin.
pub async fn block_user(ctx: &Ctx, actor: &Actor, id: UserId, input: Reason) -> Result<UserDetails> { todo!() }
pub async fn unblock_user(ctx: &Ctx, actor: &Actor, id: UserId) -> Result<UserDetails> { todo!() }
