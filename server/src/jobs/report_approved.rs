//! The job `report_approved`: what follows from an approval, outside its transaction.

use birqadam_core::Actor;
use birqadam_core::ssr::{jobs::Job, notify::ReportApproved};
use birqadam_growth::ops::achievements;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportApprovedJob(ReportApproved);

impl TaskHandler for ReportApprovedJob {
    const IDENTIFIER: &'static str = ReportApproved::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        achievements::award_achievements(&state.ctx, &Actor::system("report approved"), self.0.volunteer).await?;
        anyhow::Ok(())
    }
}
