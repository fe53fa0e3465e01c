//! The job `refresh_analytics`, every minute: what changed goes into the figures.

use birqadam_analytics::ops::refresh;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct RefreshAnalyticsJob;

impl<'de> Deserialize<'de> for RefreshAnalyticsJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| RefreshAnalyticsJob)
    }
}

impl TaskHandler for RefreshAnalyticsJob {
    const IDENTIFIER: &'static str = "refresh_analytics";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        refresh(&state.ctx).await?;
        anyhow::Ok(())
    }
}
