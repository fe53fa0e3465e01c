//! A new regular report.

use birqadam_core::schedule::ScheduleInput;
use leptos::prelude::*;

use crate::error::Result;

#[server(prefix = "/web", endpoint = "schedules/save")]
pub async fn save_schedule(input: ScheduleInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_volunteering::ops::report_schedules;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let saving = report_schedules::save_schedule(&ctx, &actor, input.clone());
    forms::submit(ScheduleInput::NAME, &input, saving).await?;
    forms::redirect("/exports/schedules?done=schedule-saved");
    Ok(())
}
