//! Decisions on an application. Each leads on to the next account that waits.

use birqadam_core::UserId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const APPROVE_ACCOUNT_FORM: &str = "approve-account";
pub const REJECT_ACCOUNT_FORM: &str = "reject-account";

/// Which account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApproveAccountInput {
    pub id: UserId,
}

/// Rejection as typed: a ready reason, own words, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RejectAccountInput {
    pub id: UserId,
    #[serde(default)]
    pub template: String,
    #[serde(default)]
    pub reason: String,
}

/// Lets the account in.
#[server(prefix = "/web", endpoint = "review/accounts/approve")]
pub async fn approve_account(input: ApproveAccountInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::review;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let details = forms::submit(APPROVE_ACCOUNT_FORM, &input, review::approve_user(&ctx, &actor, input.id)).await?;
    go_on(&details, "account-approved").await;
    Ok(())
}

/// Refuses the account; the person may correct the application and ask again.
#[server(prefix = "/web", endpoint = "review/accounts/reject")]
pub async fn reject_account(input: RejectAccountInput) -> Result<()> {
    use crate::{forms, review::reason::whole_reason, server_ctx};
    use birqadam_accounts::{Reason, ops::review};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let reason = Reason { reason: whole_reason(&input.template, &input.reason) };
    let done = review::reject_user(&ctx, &actor, input.id, reason);
    let details = forms::submit(REJECT_ACCOUNT_FORM, &input, done).await?;
    go_on(&details, "account-rejected").await;
    Ok(())
}

/// To the next waiting account, or to the queue when none waits. The decision stands by now, so
/// a failing look for the next one must not look like a failed decision.
#[cfg(feature = "ssr")]
async fn go_on(decided: &birqadam_accounts::UserDetails, done: &str) {
    use crate::{forms, server_ctx};

    match super::account::next_account(&server_ctx::ctx(), &server_ctx::actor(), decided).await {
        Ok(Some(next)) => forms::redirect(&format!("/review/accounts/{next}?done={done}")),
        _ => forms::redirect(&format!("/review?done={done}")),
    }
}
