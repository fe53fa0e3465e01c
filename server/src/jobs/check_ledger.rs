//! The job `check_ledger`, every night: compares balances with postings and tells of differences.

use birqadam_funding::ops::ledger_check;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it will do.
#[derive(Debug, Serialize)]
pub struct CheckLedgerJob;

impl<'de> Deserialize<'de> for CheckLedgerJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| CheckLedgerJob)
    }
}

impl TaskHandler for CheckLedgerJob {
    const IDENTIFIER: &'static str = "check_ledger";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        ledger_check::check(&state.ctx).await?;
        anyhow::Ok(())
    }
}
