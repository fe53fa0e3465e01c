//! Making and changing a role.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const ROLE_FORM: &str = "role";

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
}

/// Makes the role, or replaces its names and permissions.
#[server(prefix = "/web", endpoint = "admin/roles/save")]
pub async fn save_role(input: SaveRoleInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::{RoleInput, ops::roles};
    use birqadam_core::Error;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let kept = input.clone();
    let role = RoleInput {
        name: input.name,
        label_ru: input.label_ru,
        label_kk: input.label_kk,
        label_en: input.label_en,
        permissions: input.permissions,
        plan: String::new(),
    };
    forms::submit(ROLE_FORM, &kept, async {
        if kept.id.is_empty() {
            roles::create_role(&ctx, &actor, role).await
        } else {
            let id = kept.id.parse().map_err(|_| Error::NotFound)?;
            roles::update_role(&ctx, &actor, id, role).await
        }
    })
    .await?;
    forms::redirect("/admin/roles?done=saved");
    Ok(())
}
