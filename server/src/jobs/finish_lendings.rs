//! The job `finish_lendings`, every hour: what was lent and is over is history.

use birqadam_funding::ops::resource_decisions;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct FinishLendingsJob;

impl<'de> Deserialize<'de> for FinishLendingsJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| FinishLendingsJob)
    }
}

impl TaskHandler for FinishLendingsJob {
    const IDENTIFIER: &'static str = "finish_lendings";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        resource_decisions::finish_lendings(&state.ctx).await?;
        anyhow::Ok(())
    }
}
