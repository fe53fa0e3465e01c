//! The work that follows a request: telling people, sending mail, awarding achievements, and
//! tidying up by the clock. Enqueued by the domain in its transactions, run here; a job that
//! fails is tried again with growing pauses, up to 25 times.

mod clean_up;
mod notify;
mod report_approved;
mod send_mail;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::mail::Mailer;
use graphile_worker::{Cron, WorkerContext, WorkerOptions, WorkerUtils};
use sqlx::PgPool;

/// The schema of the queue; the domain's `jobs::enqueue` names it too.
const SCHEMA: &str = "graphile_worker";
/// Jobs run at once by one process, unless told otherwise.
pub const CONCURRENCY: usize = 4;
/// How long jobs under way may take to finish when the process ends.
const GRACE: Duration = Duration::from_secs(20);

/// What a job is given beside its own data.
#[derive(Clone)]
pub struct JobState {
    pub ctx: Ctx,
    /// `None`: mails stay in the outbox, to be read there.
    pub mailer: Option<Arc<dyn Mailer>>,
}

impl fmt::Debug for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobState").field("mailer", &self.mailer.is_some()).finish_non_exhaustive()
    }
}

impl JobState {
    /// The state that [`options`] put into the worker.
    fn of(worker: &WorkerContext) -> Result<JobState> {
        worker.get_ext::<JobState>().cloned().context("the worker was started without its state")
    }
}

/// A worker over all our jobs, not yet started; `concurrency` of them run at once.
pub fn options(state: JobState, concurrency: usize) -> WorkerOptions {
    WorkerOptions::default()
        .schema(SCHEMA)
        .concurrency(concurrency)
        .pg_pool(state.ctx.db.clone())
        .add_extension(state)
        .define_job::<notify::NotifyJob>()
        .define_job::<send_mail::SendMailJob>()
        .define_job::<report_approved::ReportApprovedJob>()
        .define_job::<clean_up::CleanUpJob>()
        // The process listens for signals itself and says when to end.
        .listen_os_shutdown_signals(false)
        .shutdown_grace_period(GRACE)
}

/// Runs jobs until `ending` completes; those under way are finished.
///
/// # Errors
/// When the database does not answer for long; start it again later.
pub async fn run(
    ctx: Ctx,
    mailer: Option<Arc<dyn Mailer>>,
    ending: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let worker = options(JobState { ctx, mailer }, CONCURRENCY)
        .with_cron(Cron::hourly_at::<clean_up::CleanUpJob>(17)?)
        .shutdown_signal(ending)
        .init()
        .await?;
    worker.run().await?;
    Ok(())
}

/// Runs everything that is due, also what those jobs enqueue, and returns: for tests and for
/// loading demo data. A job that fails is left for later.
///
/// # Errors
/// When the database does not answer.
pub async fn run_once(state: JobState) -> Result<()> {
    let db = state.ctx.db.clone();
    let worker = options(state, CONCURRENCY).init().await?;
    loop {
        worker.run_once().await?;
        if !is_due(&db).await? {
            return Ok(());
        }
    }
}

/// Whether a job waits that could run now. A failed one got a later time, so this ends.
async fn is_due(db: &PgPool) -> Result<bool> {
    // Not checked at compile time: the schema belongs to graphile_worker and is made by it.
    let due = sqlx::query_scalar(
        "select exists (select 1 from graphile_worker.jobs
                        where run_at <= now() and attempts < max_attempts and locked_at is null)",
    );
    Ok(due.fetch_one(db).await?)
}

/// Brings the tables of the queue up to date. Safe to run from several processes at once.
///
/// # Errors
/// When a migration fails.
pub async fn migrate_queue(db: &PgPool) -> Result<()> {
    WorkerUtils::new(db, SCHEMA).migrate().await?;
    Ok(())
}
