//! Taking an expense back: its organizer before it was approved, a decider afterwards.

use birqadam_core::ExpenseId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Which one, as seen in which version, and why. `section` is `review` or `organizer`: where to go on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakeBackInput {
    pub id: ExpenseId,
    #[serde(default)]
    pub version: Option<i64>,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub section: String,
}

#[server(prefix = "/web", endpoint = "money/expenses/take-back")]
pub async fn take_back_expense(input: TakeBackInput) -> Result<()> {
    use crate::{forms, review::Section, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_funding::ReverseExpense;
    use birqadam_funding::ops::expense_decision;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let reversal = ReverseExpense { reason: input.reason.clone(), version: input.version };
    let done = expense_decision::reverse_expense(&ctx, &actor, input.id, reversal);
    forms::submit(ReverseExpense::NAME, &input, done).await?;
    let section = Section::parse(&input.section).as_str();
    forms::redirect(&format!("/{section}/expenses/{}?done=expense-reversed", input.id));
    Ok(())
}
