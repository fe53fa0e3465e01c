//! The job `notify`: inbox entries and mails of one notice.

use birqadam_core::Actor;
use birqadam_core::ssr::{jobs::Job, notify::Notify};
use birqadam_messaging::ops::inbox;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct NotifyJob(Notify);

impl TaskHandler for NotifyJob {
    const IDENTIFIER: &'static str = Notify::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        inbox::deliver(&state.ctx, &Actor::system("notify"), &self.0).await?;
        anyhow::Ok(())
    }
}
