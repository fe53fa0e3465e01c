//! The job `run_export`: a list becomes a file.

use birqadam_core::ssr::{export::RunExport, jobs::Job};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;
use crate::exports::job;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunExportJob(RunExport);

impl TaskHandler for RunExportJob {
    const IDENTIFIER: &'static str = RunExport::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        job::run(&state.ctx, self.0.export).await
    }
}
