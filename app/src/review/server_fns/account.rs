//! One account in front of a moderator.

use birqadam_accounts::UserDetails;
use birqadam_core::{UserId, review::Pane};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The account with what is known of it and the way on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountInReview {
    pub details: UserDetails,
    pub pane: Pane,
}

/// One account with the evidence beside it.
#[server(prefix = "/web", endpoint = "review/account", input = GetUrl)]
pub async fn review_account(id: UserId) -> Result<AccountInReview> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        Ok(AccountInReview {
            details: ops::review::user_details(&ctx, &actor, id).await?,
            pane: super::open_pane(&ctx, &actor, "account", id.0).await?,
        })
    })
    .await
}
