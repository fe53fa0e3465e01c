//! The list of accounts.

use birqadam_accounts::{UserFilter, UserRow};
use birqadam_core::Page;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Accounts, newest first.
#[server(prefix = "/web", endpoint = "admin/users", input = GetUrl)]
pub async fn list_users(
    #[server(default)] filter: UserFilter,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<UserRow>> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::users;
    use birqadam_core::PageRequest;

    let page = PageRequest { cursor, limit: None };
    forms::read(users::list_users(&server_ctx::ctx(), &server_ctx::actor(), filter, page)).await
}
