//! Writing a project's plan.

use birqadam_core::ProjectId;
use birqadam_funding::BudgetLineInput;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Of which project, and the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaveBudgetInput {
    pub project_id: ProjectId,
    #[serde(default)]
    pub lines: Vec<BudgetLineInput>,
    #[serde(default)]
    pub version: Option<i64>,
}

#[server(prefix = "/web", endpoint = "money/budget")]
pub async fn save_budget(input: SaveBudgetInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_funding::BudgetInput;
    use birqadam_funding::ops::budget;

    let (ctx, actor, id) = (server_ctx::ctx(), server_ctx::actor(), input.project_id);
    let plan = BudgetInput { lines: input.lines.clone(), version: input.version };
    forms::submit(BudgetInput::NAME, &input, budget::save_budget(&ctx, &actor, id, plan)).await?;
    forms::redirect(&format!("/organizer/projects/{id}/money?done=saved"));
    Ok(())
}
