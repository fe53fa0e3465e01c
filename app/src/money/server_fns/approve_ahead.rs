//! Approving an expense ahead of the money, confirmed.

use birqadam_core::ExpenseId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const AHEAD_FORM: &str = "approve-ahead";

/// Which one, as seen in which version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AheadInput {
    pub id: ExpenseId,
    #[serde(default)]
    pub version: Option<i64>,
}

#[server(prefix = "/web", endpoint = "money/expenses/approve-ahead")]
pub async fn approve_ahead(input: AheadInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::{ApproveExpense, ops::expense_decision};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let approval = ApproveExpense { version: input.version, overspend: true };
    let done = expense_decision::approve_expense(&ctx, &actor, input.id, approval);
    forms::submit(AHEAD_FORM, &input, done).await?;
    forms::redirect(&format!("/review/expenses/{}?done=expense-approved", input.id));
    Ok(())
}
