//! The job `look_through_storage`, every night and when asked: what is stored, and what of it
//! belongs to nothing.

use birqadam_console::ops::storage_look;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct LookThroughStorageJob;

impl<'de> Deserialize<'de> for LookThroughStorageJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| LookThroughStorageJob)
    }
}

impl TaskHandler for LookThroughStorageJob {
    const IDENTIFIER: &'static str = "look_through_storage";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        storage_look::look_through(&state.ctx).await?;
        anyhow::Ok(())
    }
}
