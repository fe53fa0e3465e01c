//! The job `apply_decision`: a reviewer's decision takes effect when it can no longer be taken back.

use birqadam_accounts::ops::identity;
use birqadam_app::review::REVIEW;
use birqadam_core::ssr::jobs::Job;
use birqadam_core::ssr::review::decisions::{self, ApplyDecision};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApplyDecisionJob(ApplyDecision);

impl TaskHandler for ApplyDecisionJob {
    const IDENTIFIER: &'static str = ApplyDecision::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        let Some(reviewer) = decisions::find_reviewer(&state.ctx, self.0.id).await? else { return Ok(()) };
        // As they stand now: a permission revoked meanwhile is gone.
        let actor = identity::load_actor(&state.ctx, reviewer.id, reviewer.via, reviewer.address, None).await?;
        decisions::apply(&REVIEW, &state.ctx, actor.as_ref(), self.0.id).await?;
        anyhow::Ok(())
    }
}
