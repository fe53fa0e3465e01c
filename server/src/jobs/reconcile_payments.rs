//! The job `reconcile_payments`, every hour: payments are compared with what their providers know.

use birqadam_funding::ops::reconcile;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct ReconcilePaymentsJob;

impl<'de> Deserialize<'de> for ReconcilePaymentsJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| ReconcilePaymentsJob)
    }
}

impl TaskHandler for ReconcilePaymentsJob {
    const IDENTIFIER: &'static str = "reconcile_payments";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        reconcile::reconcile(&state.ctx).await?;
        anyhow::Ok(())
    }
}
