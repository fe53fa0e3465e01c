//! The job `clean_up`, every hour: removes what has expired and serves nobody any more.

use birqadam_accounts::ops::admin;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

/// Carries nothing. A struct with braces, so that the clock's empty object `{}` reads as one.
#[derive(Serialize, Deserialize)]
pub struct CleanUpJob {}

impl TaskHandler for CleanUpJob {
    const IDENTIFIER: &'static str = "clean_up";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        admin::clean_up(&state.ctx).await?;
        anyhow::Ok(())
    }
}
