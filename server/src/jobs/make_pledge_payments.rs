//! The job `make_pledge_payments`, every day: the month's gifts of pledges, with their links to pay.

use birqadam_funding::ops::pledges;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct MakePledgePaymentsJob;

impl<'de> Deserialize<'de> for MakePledgePaymentsJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| MakePledgePaymentsJob)
    }
}

impl TaskHandler for MakePledgePaymentsJob {
    const IDENTIFIER: &'static str = "make_pledge_payments";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        pledges::make_due(&state.ctx).await?;
        anyhow::Ok(())
    }
}
