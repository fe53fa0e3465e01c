//! The queue of accounts and projects.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::{error::Result, review::queue_item::Queue};

/// What waits, oldest first. `kind` is `accounts`, `projects`, or anything else for both.
#[server(prefix = "/web", endpoint = "review/queue", input = GetUrl)]
pub async fn list_review_queue(
    #[server(default)] kind: String,
    #[server(default)] cursor: Option<String>,
) -> Result<Queue> {
    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(load_queue(&ctx, &actor, &kind, cursor)).await
}

#[cfg(feature = "ssr")]
async fn load_queue(
    ctx: &birqadam_core::ssr::Ctx,
    actor: &birqadam_core::Actor,
    kind: &str,
    cursor: Option<String>,
) -> birqadam_core::Result<Queue> {
    use crate::review::queue_item::{Position, QueueItem, merge};
    use birqadam_accounts::ops::review::list_pending_users;
    use birqadam_core::{Page, PageRequest, Permission};
    use birqadam_volunteering::ops::moderation::list_pending_projects;

    let (accounts, projects) = counts(ctx, actor).await?;
    let page = |cursor| PageRequest { cursor, limit: None };
    let (items, next) = match kind {
        "accounts" => {
            let page = list_pending_users(ctx, actor, page(cursor)).await?;
            (page.items.into_iter().map(QueueItem::Account).collect(), page.next)
        }
        "projects" => {
            let page = list_pending_projects(ctx, actor, page(cursor)).await?;
            (page.items.into_iter().map(QueueItem::Project).collect(), page.next)
        }
        _ => {
            let from = Position::parse(cursor.as_deref());
            let users = if actor.can(Permission::UsersReview) {
                list_pending_users(ctx, actor, page(from.accounts.clone())).await?
            } else {
                Page::empty()
            };
            let projects = if actor.can(Permission::ProjectsModerate) {
                list_pending_projects(ctx, actor, page(from.projects.clone())).await?
            } else {
                Page::empty()
            };
            merge(&from, users, projects, page(None).limit() as usize)
        }
    };
    Ok(Queue { accounts, projects, items, next })
}

/// How many wait, of each kind that the actor may decide on.
#[cfg(feature = "ssr")]
pub(super) async fn counts(
    ctx: &birqadam_core::ssr::Ctx,
    actor: &birqadam_core::Actor,
) -> birqadam_core::Result<(Option<i64>, Option<i64>)> {
    use birqadam_accounts::ops::review::count_pending_users;
    use birqadam_core::Permission;
    use birqadam_volunteering::ops::moderation::count_pending_projects;

    let accounts = if actor.can(Permission::UsersReview) { Some(count_pending_users(ctx, actor).await?) } else { None };
    let projects = match accounts {
        // Who may decide on nothing at all is told so.
        Some(_) if !actor.can(Permission::ProjectsModerate) => None,
        _ => Some(count_pending_projects(ctx, actor).await?),
    };
    Ok((accounts, projects))
}
