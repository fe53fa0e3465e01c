//! Telling people, and looking at what became of it.

use std::sync::Arc;

use birqadam_core::ssr::mail::Mailer;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::{ReportId, UserId, notice::Notice};
use birqadam_server::jobs::{self, JobState};
use chrono::{DateTime, Utc};

use super::{Client, TestApp};

/// A delivery as it is stored.
#[derive(Debug, sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    pub kind: String,
    pub state: String,
    pub reason: Option<String>,
    pub attempts: i32,
    pub due_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
    pub body_text: Option<String>,
    pub digest_id: Option<i64>,
}

impl TestApp {
    /// Something that goes to the inbox and by mail unless the person says otherwise.
    pub async fn tell(&self, person: &Client, task: &str) {
        let notice =
            Notice::ReportReturned { report_id: ReportId(1), task: task.into(), reason: "The photo is dark".into() };
        self.tell_notice(person, notice, &format!("test-{task}")).await;
    }

    pub async fn tell_notice(&self, person: &Client, notice: Notice, key: &str) {
        let mut tx = self.ctx.begin().await.expect("a transaction");
        notify(&mut tx, Audience::User(UserId(person.id)), notice, key.to_owned()).await.expect("enqueued");
        tx.commit().await.expect("committed");
    }

    /// Runs every job that is due, with this mail server.
    pub async fn run_jobs_with(&self, mailer: &Arc<dyn Mailer>) {
        let state = JobState { ctx: self.ctx.clone(), mailer: Some(Arc::clone(mailer)), data: None };
        jobs::run_once(state).await.expect("jobs run");
    }

    /// The clock of the queue is the database's: what waits for later is due now.
    pub async fn make_jobs_due(&self) {
        sqlx::query("update graphile_worker._private_jobs set run_at = now()")
            .execute(self.db())
            .await
            .expect("the queue answers");
    }

    /// Deliveries by e-mail, oldest first.
    pub async fn mails(&self) -> Vec<Stored> {
        self.deliveries("email").await
    }

    pub async fn deliveries(&self, channel: &str) -> Vec<Stored> {
        sqlx::query_as(
            "select id, kind, state, reason, attempts, due_at, last_error, body_text, digest_id
             from messaging.deliveries where channel = $1 order by id",
        )
        .bind(channel)
        .fetch_all(self.db())
        .await
        .expect("deliveries")
    }

    pub async fn states(&self, channel: &str) -> Vec<String> {
        self.deliveries(channel).await.into_iter().map(|delivery| delivery.state).collect()
    }
}
