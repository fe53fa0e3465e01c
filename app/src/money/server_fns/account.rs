//! All of one's own project's money.

use birqadam_core::ProjectId;
use birqadam_funding::ProjectAccount;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

#[server(prefix = "/web", endpoint = "money/account", input = GetUrl)]
pub async fn find_account(id: ProjectId) -> Result<ProjectAccount> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::project_account;

    forms::read(project_account::find_account(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
