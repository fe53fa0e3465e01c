//! What a moderator's home page shows.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::{error::Result, review::queue_item::QueueItem};

/// What waits, and since when. A count is missing where the reader may not decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModeratorHome {
    pub accounts: Option<i64>,
    pub oldest_account_at: Option<DateTime<Utc>>,
    pub projects: Option<i64>,
    pub oldest_project_at: Option<DateTime<Utc>>,
    /// The longest waiting five.
    pub items: Vec<QueueItem>,
}

/// Everything on a moderator's home page.
#[server(prefix = "/web", endpoint = "review/home", input = GetUrl)]
pub async fn get_moderator_home() -> Result<ModeratorHome> {
    use crate::{
        forms,
        review::queue_item::{Position, merge},
        server_ctx,
    };
    use birqadam_accounts::ops::review::list_pending_users;
    use birqadam_core::{Page, PageRequest};
    use birqadam_volunteering::ops::moderation::list_pending_projects;

    const SHOWN: usize = 5;
    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let (accounts, projects) = super::queue::counts(&ctx, &actor).await?;
        let first = || PageRequest { cursor: None, limit: Some(SHOWN as i64) };
        let users = if accounts.is_some() { list_pending_users(&ctx, &actor, first()).await? } else { Page::empty() };
        let waiting =
            if projects.is_some() { list_pending_projects(&ctx, &actor, first()).await? } else { Page::empty() };
        Ok(ModeratorHome {
            accounts,
            oldest_account_at: users.items.first().map(|user| user.submitted_at),
            projects,
            oldest_project_at: waiting.items.first().map(|p| p.submitted_at.unwrap_or(p.created_at)),
            items: merge(&Position::default(), users, waiting, SHOWN).0,
        })
    })
    .await
}
