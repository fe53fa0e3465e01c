//! The job `check_health`, every minute and when asked: looks at each service behind us.

use birqadam_console::ops::health;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;
use crate::console::probes;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct CheckHealthJob;

impl<'de> Deserialize<'de> for CheckHealthJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| CheckHealthJob)
    }
}

impl TaskHandler for CheckHealthJob {
    const IDENTIFIER: &'static str = "check_health";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        let findings = probes::look_at_all(&state).await;
        health::record_findings(&state.ctx, &findings).await?;
        anyhow::Ok(())
    }
}
