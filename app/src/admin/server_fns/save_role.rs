//! Making, changing and removing a role.

use birqadam_core::form::{FormInput, problems};
use birqadam_core::{FieldError, RoleId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const ROLE_FORM: &str = SaveRoleInput::NAME;
pub const DELETE_ROLE_FORM: &str = "delete-role";

/// A role as typed; without `id` a new one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveRoleInput {
    pub id: String,
    pub name: String,
    pub label_ru: String,
    pub label_kk: String,
    pub label_en: String,
    pub permissions: Vec<String>,
    /// What was looked at and confirmed.
    pub plan: String,
}

impl FormInput for SaveRoleInput {
    const NAME: &'static str = "role";

    fn check(&self) -> Vec<FieldError> {
        let role = self.role();
        problems(if self.id.is_empty() { role.validate_new() } else { role.validate() })
    }
}

impl SaveRoleInput {
    pub(super) fn role(&self) -> birqadam_accounts::RoleInput {
        let SaveRoleInput { name, label_ru, label_kk, label_en, permissions, plan, .. } = self.clone();
        birqadam_accounts::RoleInput { name, label_ru, label_kk, label_en, permissions, plan }
    }
}

/// Makes the role, or replaces its names and permissions. What touches people comes back once to
/// be looked at.
#[server(prefix = "/web", endpoint = "admin/roles/save")]
pub async fn save_role(input: SaveRoleInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::roles;
    use birqadam_core::Error;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(ROLE_FORM, &input, async {
        if input.id.is_empty() {
            roles::create_role(&ctx, &actor, input.role()).await
        } else {
            let id = input.id.parse().map_err(|_| Error::NotFound)?;
            roles::update_role_seen(&ctx, &actor, id, input.role()).await
        }
    })
    .await?;
    forms::redirect("/admin/roles?done=saved");
    Ok(())
}

/// Which role, and the plan that was looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeleteRoleInput {
    pub id: RoleId,
    #[serde(default)]
    pub plan: String,
}

/// Removes the role and takes it from everyone.
#[server(prefix = "/web", endpoint = "admin/roles/delete")]
pub async fn delete_role(input: DeleteRoleInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::roles;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(DELETE_ROLE_FORM, &input, roles::delete_role(&ctx, &actor, input.id, &input.plan)).await?;
    forms::redirect("/admin/roles?done=role-deleted");
    Ok(())
}
