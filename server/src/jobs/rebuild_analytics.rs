//! The job `rebuild_analytics`, once a week and when asked: all figures anew from the records.

use birqadam_analytics::ops::rebuild;
use birqadam_core::Actor;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct RebuildAnalyticsJob;

impl<'de> Deserialize<'de> for RebuildAnalyticsJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| RebuildAnalyticsJob)
    }
}

impl TaskHandler for RebuildAnalyticsJob {
    const IDENTIFIER: &'static str = "rebuild_analytics";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        rebuild(&state.ctx, &Actor::system("rebuild analytics")).await?;
        anyhow::Ok(())
    }
}
