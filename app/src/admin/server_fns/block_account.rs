//! Blocking an account and lifting the block.

use birqadam_accounts::Reason;
use birqadam_core::{FieldError, FormInput, UserId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const BLOCK_FORM: &str = BlockInput::NAME;
pub const UNBLOCK_FORM: &str = "unblock";

/// The block as typed. `back` is the page to show afterwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockInput {
    pub id: UserId,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub back: String,
}

impl FormInput for BlockInput {
    const NAME: &'static str = "block";

    fn check(&self) -> Vec<FieldError> {
        Reason { reason: self.reason.clone() }.check()
    }
}

/// Blocks the account and ends all its sessions.
#[server(prefix = "/web", endpoint = "admin/users/block")]
pub async fn block_account(input: BlockInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::review;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let reason = Reason { reason: input.reason.clone() };
    forms::submit(BLOCK_FORM, &input, review::block_user(&ctx, &actor, input.id, reason)).await?;
    forms::redirect(&format!("{}?done=account-blocked", input.back));
    Ok(())
}

/// Lifts the block.
#[server(prefix = "/web", endpoint = "admin/users/unblock")]
pub async fn unblock_account(input: BlockInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::review;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(UNBLOCK_FORM, &input, review::unblock_user(&ctx, &actor, input.id)).await?;
    forms::redirect(&format!("{}?done=account-unblocked", input.back));
    Ok(())
}
