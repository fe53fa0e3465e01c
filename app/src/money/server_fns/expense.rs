//! One of one's own expenses, and what a correction of it needs.

use birqadam_core::ExpenseId;
use birqadam_funding::{OwnExpense, ProjectAccount};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The expense with the project it is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnExpenseView {
    pub own: OwnExpense,
    pub account: ProjectAccount,
}

#[server(prefix = "/web", endpoint = "money/expense", input = GetUrl)]
pub async fn find_own_expense(id: ExpenseId) -> Result<OwnExpenseView> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::{expenses, project_account};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let own = expenses::find_expense(&ctx, &actor, id).await?;
        let account = project_account::find_account(&ctx, &actor, own.expense.project_id).await?;
        Ok(OwnExpenseView { own, account })
    })
    .await
}
