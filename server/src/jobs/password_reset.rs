//! The job `password_reset`: looks for the account and has the mail with the link sent.

use birqadam_accounts::ops::email_tokens::{self, PasswordReset};
use birqadam_core::ssr::jobs::Job;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasswordResetJob(PasswordReset);

impl TaskHandler for PasswordResetJob {
    const IDENTIFIER: &'static str = PasswordReset::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobState { ctx, .. } = JobState::of(&worker)?;
        email_tokens::send_password_reset(&ctx, self.0).await?;
        anyhow::Ok(())
    }
}
