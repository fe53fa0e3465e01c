//! One expense in front of who decides.

use birqadam_core::{ExpenseId, review::Pane};
use birqadam_funding::ExpenseReview;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The expense with what helps to decide, and the way on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExpenseInReview {
    pub review: ExpenseReview,
    pub pane: Pane,
}

#[server(prefix = "/web", endpoint = "review/expense", input = GetUrl)]
pub async fn review_expense(id: ExpenseId) -> Result<ExpenseInReview> {
    use crate::{forms, review::server_fns::open_pane, server_ctx};
    use birqadam_funding::ops::expense_decision;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        Ok(ExpenseInReview {
            review: expense_decision::review_expense(&ctx, &actor, id).await?,
            pane: open_pane(&ctx, &actor, "expense", id.0).await?,
        })
    })
    .await
}
