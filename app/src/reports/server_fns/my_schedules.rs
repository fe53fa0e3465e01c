//! One's own regular reports, and what others can be about.

use birqadam_core::{ProjectId, schedule::ReportSchedule};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MySchedules {
    pub schedules: Vec<ReportSchedule>,
    pub projects: Vec<(ProjectId, String)>,
}

#[server(prefix = "/web", endpoint = "schedules", input = GetUrl)]
pub async fn list_my_schedules() -> Result<MySchedules> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::report_schedules;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let schedules = forms::read(report_schedules::list_schedules(&ctx, &actor)).await?;
    let projects = forms::read(report_schedules::list_schedule_projects(&ctx, &actor)).await?;
    Ok(MySchedules { schedules, projects })
}
