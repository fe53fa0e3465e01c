//! Switching a regular report on or off.

use birqadam_core::ScheduleId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The form of the switch.
pub const SWITCH_FORM: &str = "schedule_switch";

/// Which one, and which way: `on` or `off`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SwitchScheduleInput {
    pub id: ScheduleId,
    pub to: String,
}

#[server(prefix = "/web", endpoint = "schedules/switch")]
pub async fn switch_schedule(input: SwitchScheduleInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::{Error, FieldCode};
    use birqadam_volunteering::ops::report_schedules::{self, Switch};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let switching = async {
        let to = match input.to.as_str() {
            "on" => Switch::On,
            "off" => Switch::Off,
            _ => return Err(Error::field("to", FieldCode::Unknown)),
        };
        report_schedules::switch_schedule(&ctx, &actor, input.id, to).await
    };
    let schedule = forms::submit(SWITCH_FORM, &input, switching).await?;
    let done = if schedule.is_on { "schedule-on" } else { "schedule-off" };
    forms::redirect(&format!("/exports/schedules?done={done}"));
    Ok(())
}
