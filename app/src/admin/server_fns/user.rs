//! One account with everything an administrator may see and change.

use birqadam_accounts::{Role, Tag, UserDetails, UserTag};
use birqadam_core::UserId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The account and the roles there are (for who may give them).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserAdmin {
    pub details: UserDetails,
    pub roles: Vec<Role>,
    pub tags: Vec<UserTag>,
    /// The tags there are, for who may put them.
    pub all_tags: Vec<Tag>,
}

/// One account.
#[server(prefix = "/web", endpoint = "admin/user", input = GetUrl)]
pub async fn get_user(id: UserId) -> Result<UserAdmin> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::{review, roles, tags};
    use birqadam_core::Permission;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let details = review::user_details(&ctx, &actor, id).await?;
        let roles =
            if actor.can(Permission::RolesManage) { roles::list_roles(&ctx, &actor).await? } else { Vec::new() };
        // Who only reviews applications does not see tags.
        let may_see_tags = actor.can(Permission::UsersView) || actor.can(Permission::UsersTag);
        let carried = if may_see_tags { tags::list_user_tags(&ctx, &actor, id).await? } else { Vec::new() };
        let all_tags = if actor.can(Permission::UsersTag) { tags::list_tags(&ctx, &actor).await? } else { Vec::new() };
        Ok(UserAdmin { details, roles, tags: carried, all_tags })
    })
    .await
}
