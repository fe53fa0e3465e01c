//! Removing a regular report.

use birqadam_core::ScheduleId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The form that removes one.
pub const DELETE_SCHEDULE_FORM: &str = "schedule_delete";

/// Which one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeleteScheduleInput {
    pub id: ScheduleId,
}

#[server(prefix = "/web", endpoint = "schedules/delete")]
pub async fn delete_schedule(input: DeleteScheduleInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::report_schedules;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(DELETE_SCHEDULE_FORM, &input, report_schedules::delete_schedule(&ctx, &actor, input.id)).await?;
    forms::redirect("/exports/schedules?done=schedule-deleted");
    Ok(())
}
