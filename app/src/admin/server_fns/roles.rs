//! Roles.

use birqadam_accounts::Role;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Every role with its permissions.
#[server(prefix = "/web", endpoint = "admin/roles", input = GetUrl)]
pub async fn list_roles() -> Result<Vec<Role>> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::roles;

    forms::read(roles::list_roles(&server_ctx::ctx(), &server_ctx::actor())).await
}
