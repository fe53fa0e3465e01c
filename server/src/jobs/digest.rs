//! The job `digest`: what was collected for one person becomes one mail.

use birqadam_core::Actor;
use birqadam_core::ssr::jobs::Job;
use birqadam_messaging::ops::{SendDigest, digest};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct DigestJob(SendDigest);

impl TaskHandler for DigestJob {
    const IDENTIFIER: &'static str = SendDigest::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        digest::close_digest(&state.ctx, &Actor::system("digest"), self.0.user).await?;
        anyhow::Ok(())
    }
}
