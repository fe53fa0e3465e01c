//! The job `sweep_deliveries`, every minute: whatever is overdue gets a job again.

use birqadam_core::Actor;
use birqadam_messaging::ops::sweep;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct SweepDeliveriesJob;

impl<'de> Deserialize<'de> for SweepDeliveriesJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| SweepDeliveriesJob)
    }
}

impl TaskHandler for SweepDeliveriesJob {
    const IDENTIFIER: &'static str = "sweep_deliveries";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        sweep(&state.ctx, &Actor::system("sweep deliveries")).await?;
        anyhow::Ok(())
    }
}
