//! Giving a place back.

use birqadam_core::TaskId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const LEAVE_FORM: &str = "leave";

/// Which place is given back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeaveInput {
    pub task_id: TaskId,
}

/// Gives the place, or the place in the queue, back.
#[server(prefix = "/web", endpoint = "tasks/leave")]
pub async fn leave_task(input: LeaveInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::assignments;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(LEAVE_FORM, &input, assignments::leave_task(&ctx, &actor, input.task_id)).await?;
    forms::redirect("/tasks?done=left");
    Ok(())
}
