//! The job `expire_payments`, every minute: payments that nobody paid in time are given up, after the
//! provider was asked once more.

use birqadam_funding::ops::reconcile;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct ExpirePaymentsJob;

impl<'de> Deserialize<'de> for ExpirePaymentsJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| ExpirePaymentsJob)
    }
}

impl TaskHandler for ExpirePaymentsJob {
    const IDENTIFIER: &'static str = "expire_payments";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        reconcile::expire(&state.ctx).await?;
        anyhow::Ok(())
    }
}
