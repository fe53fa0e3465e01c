//! Roles and permissions as data. Permission `roles.manage`; the last admin is protected.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

pub async fn list_roles(ctx: &Ctx, actor: &Actor) -> Result<Vec<Role>> { todo!() }
pub async fn create_role(ctx: &Ctx, actor: &Actor, input: RoleInput) -> Result<Role> { todo!() }
/// Replaces the permissions (and label) of a role. The role `admin` always keeps `roles.manage`.
pub async fn update_role(ctx: &Ctx, actor: &Actor, id: RoleId, input: RoleInput) -> Result<Role> { todo!() }
pub async fn grant_role(ctx: &Ctx, actor: &Actor, user: UserId, role: RoleId) -> Result<()> { todo!() }
pub async fn revoke_role(ctx: &Ctx, actor: &Actor, user: UserId, role: RoleId) -> Result<()> { todo!() }
