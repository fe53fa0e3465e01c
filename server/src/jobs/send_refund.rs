//! The job `send_refund`: a provider is asked to send money back; tried again while it does not answer.

use birqadam_core::ssr::jobs::Job;
use birqadam_funding::ops::refunds::{self, SendRefund};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct SendRefundJob(SendRefund);

impl TaskHandler for SendRefundJob {
    const IDENTIFIER: &'static str = SendRefund::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        refunds::send_refund(&state.ctx, self.0.refund).await?;
        anyhow::Ok(())
    }
}
