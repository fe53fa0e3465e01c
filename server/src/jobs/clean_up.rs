//! The job `clean_up`, every hour: removes what has expired and serves nobody any more.

use birqadam_accounts::ops::{admin, document_retention};
use birqadam_console::ops::job_runs;
use birqadam_core::ssr::review::{claims, decisions};
use birqadam_core::ssr::{batch, export};
use birqadam_funding::ops::provider_calls;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::JobState;

/// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
#[derive(Debug, Serialize)]
pub struct CleanUpJob;

impl<'de> Deserialize<'de> for CleanUpJob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| CleanUpJob)
    }
}

impl TaskHandler for CleanUpJob {
    const IDENTIFIER: &'static str = "clean_up";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        admin::clean_up(&state.ctx).await?;
        job_runs::clean_up(&state.ctx).await?;
        document_retention::clean_up(&state.ctx).await?;
        export::expire(&state.ctx).await?;
        birqadam_messaging::ops::clean_up(&state.ctx).await?;
        claims::clean_up(&state.ctx.db).await?;
        decisions::pick_up_forgotten(&state.ctx).await?;
        batch::clean_up(&state.ctx.db).await?;
        provider_calls::forget_refused(&state.ctx).await?;
        anyhow::Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_sends_null_a_hand_sends_an_object() {
        for payload in ["null", "{}", r#"{"_cron": {"ts": "2026-11-20T00:17:00Z"}}"#] {
            assert!(serde_json::from_str::<CleanUpJob>(payload).is_ok(), "{payload}");
        }
    }
}
