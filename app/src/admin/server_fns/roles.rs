//! Roles: the list, one of them, and what a change would do.

use birqadam_accounts::{Role, RolePlan};
use birqadam_core::RoleId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::SaveRoleInput;
use crate::error::Result;

/// Every role with its permissions.
#[server(prefix = "/web", endpoint = "admin/roles", input = GetUrl)]
pub async fn list_roles() -> Result<Vec<Role>> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::roles;

    forms::read(roles::list_roles(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// A role with what is about to happen to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleChange {
    pub role: Role,
    /// What saving the draft, or removing the role, would do.
    pub plan: Option<RolePlan>,
}

/// One role; with a draft also what saving that would do.
#[server(prefix = "/web", endpoint = "admin/role", input = GetUrl)]
pub async fn get_role(id: RoleId, #[server(default)] draft: Option<SaveRoleInput>) -> Result<RoleChange> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::roles;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let role = roles::find(&ctx, &actor, id).await?;
        let plan = match draft {
            Some(draft) => Some(roles::preview_role(&ctx, &actor, id, draft.role()).await?),
            None => None,
        };
        Ok(RoleChange { role, plan })
    })
    .await
}

/// One role with who would lose what by its removal.
#[server(prefix = "/web", endpoint = "admin/role/removal", input = GetUrl)]
pub async fn get_role_removal(id: RoleId) -> Result<RoleChange> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::roles;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let plan = Some(roles::preview_removal(&ctx, &actor, id).await?);
        Ok(RoleChange { role: roles::find(&ctx, &actor, id).await?, plan })
    })
    .await
}
