//! Taking a place on a task.

use birqadam_core::TaskId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const JOIN_FORM: &str = "join";

/// Which task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JoinInput {
    pub task_id: TaskId,
}

/// Takes a place, or a place in the queue when all are taken.
#[server(prefix = "/web", endpoint = "tasks/join")]
pub async fn join_task(input: JoinInput) -> Result<()> {
    use birqadam_volunteering::{AssignmentStatus, ops::assignments};

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let joined = forms::submit(JOIN_FORM, &input, assignments::join_task(&ctx, &actor, input.task_id)).await?;
    let done = if joined.status == AssignmentStatus::Waiting { "waiting" } else { "joined" };
    forms::redirect(&format!("/projects/{}?done={done}", joined.task.project_id));
    Ok(())
}
