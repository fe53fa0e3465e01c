//! Giving a role to a person and taking it away.

use birqadam_core::UserId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const GRANT_FORM: &str = "grant-role";
pub const REVOKE_FORM: &str = "revoke-role";

/// Whom, and the id of the role as chosen: empty when nothing was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserRoleInput {
    pub id: UserId,
    #[serde(default)]
    pub role: String,
}

#[cfg(feature = "ssr")]
impl UserRoleInput {
    fn role(&self) -> birqadam_core::Result<birqadam_core::RoleId> {
        use birqadam_core::{Error, FieldCode};

        let code = if self.role.is_empty() { FieldCode::Required } else { FieldCode::Unknown };
        self.role.parse().map_err(|_| Error::field("role", code))
    }
}

/// Gives the role.
#[server(prefix = "/web", endpoint = "admin/users/grant-role")]
pub async fn grant_role(input: UserRoleInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::roles;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(GRANT_FORM, &input, async { roles::grant_role(&ctx, &actor, input.id, input.role()?).await }).await?;
    forms::redirect(&format!("/admin/users/{}?done=role-granted", input.id));
    Ok(())
}

/// Takes the role away.
#[server(prefix = "/web", endpoint = "admin/users/revoke-role")]
pub async fn revoke_role(input: UserRoleInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::roles;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(REVOKE_FORM, &input, async { roles::revoke_role(&ctx, &actor, input.id, input.role()?).await })
        .await?;
    forms::redirect(&format!("/admin/users/{}?done=role-revoked", input.id));
    Ok(())
}
