//! The job `scheduled_reports`, every minute: reports that come by themselves are asked for.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;
use crate::reports::clock;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct ScheduledReportsJob;

impl<'de> Deserialize<'de> for ScheduledReportsJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| ScheduledReportsJob)
    }
}

impl TaskHandler for ScheduledReportsJob {
    const IDENTIFIER: &'static str = "scheduled_reports";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        clock::run(&state.ctx).await?;
        anyhow::Ok(())
    }
}
