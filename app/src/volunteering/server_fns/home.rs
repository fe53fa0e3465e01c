//! What a volunteer's home page shows.

use birqadam_growth::model::AchievementProgress;
use birqadam_volunteering::model::{MyTask, ProjectSummary, Report};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Work that waits, then how far one has come, then what one could do next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VolunteerHome {
    /// Reports to correct, the longest waiting first.
    pub returned: Vec<Report>,
    /// Places held, the nearest day first.
    pub tasks: Vec<MyTask>,
    /// Places in queues.
    pub queued: Vec<MyTask>,
    pub tasks_completed: i64,
    pub photos_approved: i64,
    pub points: i64,
    pub achievements: Vec<AchievementProgress>,
    /// Open projects with free places.
    pub projects: Vec<ProjectSummary>,
}

/// Everything on a volunteer's home page.
#[server(prefix = "/web", endpoint = "volunteer/home", input = GetUrl)]
pub async fn get_volunteer_home() -> Result<VolunteerHome> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_growth::ops::{achievements::list_my_achievements, points::my_balance};
    use birqadam_volunteering::model::{AssignmentStatus, ProjectFilter, ReportStatus};
    use birqadam_volunteering::ops::{
        assignments::list_my_tasks, browse::list_public_projects, overview::volunteer_overview,
        reports::list_my_reports,
    };

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let overview = volunteer_overview(&ctx, &actor).await?;
        let first = |limit| PageRequest { cursor: None, limit: Some(limit) };
        let (mut tasks, mut queued) = (Vec::new(), Vec::new());
        for task in list_my_tasks(&ctx, &actor, first(100)).await?.items {
            match task.status {
                AssignmentStatus::Assigned if may_report(&task) => tasks.push(task),
                AssignmentStatus::Waiting => queued.push(task),
                _ => {}
            }
        }
        tasks.sort_by_key(|task| (task.task.deadline, task.task.start_time));
        let mut returned = Vec::new();
        if overview.reports_returned > 0 {
            let reports = list_my_reports(&ctx, &actor, first(100)).await?.items;
            returned.extend(reports.into_iter().rev().filter(|report| report.status == ReportStatus::Returned));
        }
        let free = ProjectFilter { free: true, ..Default::default() };
        Ok(VolunteerHome {
            returned,
            tasks,
            queued,
            tasks_completed: overview.tasks_completed,
            photos_approved: overview.photos_approved,
            points: my_balance(&ctx, &actor).await?,
            achievements: list_my_achievements(&ctx, &actor).await?,
            projects: list_public_projects(&ctx, free, first(3)).await?.items,
        })
    })
    .await
}

/// Whether the next step at a place is the volunteer's: no report waits or was accepted.
#[cfg(feature = "ssr")]
fn may_report(task: &MyTask) -> bool {
    use birqadam_volunteering::model::ReportStatus::{Approved, Pending, Returned};
    task.task.status.is_open() && !matches!(task.report, Some((_, Pending | Approved | Returned)))
}
