//! The job `delete_orphans`: removes the files that a look through the store found to belong to
//! nothing.

use birqadam_console::ops::storage::DeleteOrphans;
use birqadam_console::ops::storage_look;
use birqadam_core::ssr::jobs::Job;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeleteOrphansJob(DeleteOrphans);

impl TaskHandler for DeleteOrphansJob {
    const IDENTIFIER: &'static str = DeleteOrphans::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        storage_look::delete_listed(&state.ctx, &self.0).await?;
        anyhow::Ok(())
    }
}
