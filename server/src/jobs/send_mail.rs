//! The job `send_mail`: a mail about an account becomes a delivery.

use birqadam_core::Actor;
use birqadam_core::ssr::{jobs::Job, notify::SendMail};
use birqadam_messaging::ops::account_mail;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct SendMailJob(SendMail);

impl TaskHandler for SendMailJob {
    const IDENTIFIER: &'static str = SendMail::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        account_mail::accept(&state.ctx, &Actor::system("send mail"), &self.0).await?;
        anyhow::Ok(())
    }
}
