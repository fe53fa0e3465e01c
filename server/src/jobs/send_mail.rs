//! The job `send_mail`: words in the reader's language, a line in the outbox, then the mail
//! server, if there is one.

use birqadam_app::mail;
use birqadam_core::ssr::{jobs::Job, notify::SendMail};
use birqadam_messaging::ops::outbox;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct SendMailJob(SendMail);

impl TaskHandler for SendMailJob {
    const IDENTIFIER: &'static str = SendMail::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobState { ctx, mailer } = JobState::of(&worker)?;
        let words = mail::render(self.0.locale, &self.0.mail);
        let recorded = outbox::record_email(&ctx, &self.0, &words.subject, &words.text, &words.html).await?;
        // Went out already: this run is a repeat.
        let Some(id) = recorded else { return Ok(()) };
        let Some(mailer) = mailer else {
            outbox::mark_kept(&ctx, id).await?;
            return Ok(());
        };
        match mailer.send(&self.0.to, &words.subject, &words.text, &words.html).await {
            Ok(()) => outbox::mark_sent(&ctx, id, &self.0.mail).await?,
            Err(error) => {
                outbox::mark_failed(&ctx, id, &error.to_string()).await?;
                return Err(anyhow::Error::from(error));
            }
        }
        anyhow::Ok(())
    }
}
