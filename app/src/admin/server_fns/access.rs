//! Who can do this, and what can this person do.

use birqadam_accounts::{PermissionCount, PersonAccess};
use birqadam_core::UserId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// The catalogue of permissions.
#[server(prefix = "/web", endpoint = "admin/permissions", input = GetUrl)]
pub async fn list_permissions() -> Result<Vec<PermissionCount>> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::access;

    forms::read(access::list_permissions(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// Everyone who may.
#[server(prefix = "/web", endpoint = "admin/permission", input = GetUrl)]
pub async fn who_can(name: String, #[server(default)] cursor: Option<String>) -> Result<birqadam_accounts::WhoCan> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::access;
    use birqadam_core::PageRequest;

    let page = PageRequest { cursor, limit: Some(50) };
    forms::read(access::who_can(&server_ctx::ctx(), &server_ctx::actor(), &name, page)).await
}

/// What somebody may do, permission by permission.
#[server(prefix = "/web", endpoint = "admin/user/access", input = GetUrl)]
pub async fn what_can(id: UserId) -> Result<PersonAccess> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::access;

    forms::read(access::what_can(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
