//! One account in front of a moderator.

use birqadam_accounts::{AuditEntry, UserDetails};
use birqadam_core::UserId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The account with what is known of it and the way on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountReview {
    pub details: UserDetails,
    /// Whether the reader may decide on this application.
    pub may_decide: bool,
    /// The next account that waits.
    pub next: Option<UserId>,
    /// How many accounts wait, for who may decide on any.
    pub waiting: Option<i64>,
    /// For who may read the action log.
    pub history: Option<Vec<AuditEntry>>,
}

/// One account with the evidence beside it.
#[server(prefix = "/web", endpoint = "review/account", input = GetUrl)]
pub async fn review_account(id: UserId) -> Result<AccountReview> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::{PublicRole, ops, review_permission};
    use birqadam_core::{PageRequest, Permission};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let details = ops::review::user_details(&ctx, &actor, id).await?;
        let reviews = actor.can(Permission::UsersReview);
        let needed = PublicRole::parse(&details.user.role).map_or(Permission::UsersReview, review_permission);
        let history = if actor.can(Permission::AuditView) {
            let page = PageRequest::default();
            Some(ops::audit_log::list_subject_history(&ctx, &actor, "user", id.0, page).await?.items)
        } else {
            None
        };
        Ok(AccountReview {
            may_decide: reviews && actor.can(needed),
            next: if reviews { next_account(&ctx, &actor, &details).await? } else { None },
            waiting: if reviews { Some(ops::review::count_pending_users(&ctx, &actor).await?) } else { None },
            history,
            details,
        })
    })
    .await
}

/// The account that has waited longest after this one, or longest of all at the end of the line.
#[cfg(feature = "ssr")]
pub(super) async fn next_account(
    ctx: &birqadam_core::ssr::Ctx,
    actor: &birqadam_core::Actor,
    details: &UserDetails,
) -> birqadam_core::Result<Option<UserId>> {
    use birqadam_accounts::ops::review::list_pending_users;
    use birqadam_core::{Cursor, PageRequest};

    let user = &details.user;
    let here = Cursor::at(user.submitted_at, user.id.0).encode();
    for cursor in [Some(here), None] {
        let page = list_pending_users(ctx, actor, PageRequest { cursor, limit: Some(1) }).await?;
        if let Some(next) = page.items.first().filter(|next| next.id != user.id) {
            return Ok(Some(next.id));
        }
    }
    Ok(None)
}
