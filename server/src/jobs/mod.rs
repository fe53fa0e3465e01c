//! The work that follows a request: telling people, sending mail, awarding achievements, and
//! tidying up by the clock. Enqueued by the domain in its transactions, run here; a job that
//! fails is tried again with growing pauses, up to 25 times.

mod apply_decision;
mod check_health;
mod check_ledger;
mod clean_up;
mod clock;
mod delete_orphans;
mod deliver;
mod digest;
mod expire_payments;
mod finish_lendings;
mod look_through_storage;
mod make_pledge_payments;
mod notify;
mod password_reset;
mod rebuild_analytics;
mod reconcile_payments;
mod refresh_analytics;
mod report_approved;
mod run_batch;
mod run_export;
mod scheduled_reports;
mod send_mail;
mod send_refund;
mod sweep_deliveries;
mod watch;

use std::fmt;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::mail::Mailer;
use chrono::Weekday;
use graphile_worker::{Cron, Crontab, TaskHandler, WorkerContext, WorkerOptions, WorkerRecoveryConfig, WorkerUtils};
use sqlx::PgPool;

/// The schema of the queue; the domain's `jobs::enqueue` names it too.
const SCHEMA: &str = "graphile_worker";
/// Jobs run at once by one process, unless told otherwise.
pub const CONCURRENCY: usize = 4;
/// How long jobs under way may take to finish when the process ends.
const GRACE: Duration = Duration::from_secs(20);

/// Names every job once: for the worker that runs them, and for those who list them.
macro_rules! jobs {
    ($($job:ty,)+) => {
        /// The names of all jobs.
        pub const TASKS: &[&str] = &[$(<$job as TaskHandler>::IDENTIFIER),+];

        fn define(options: WorkerOptions) -> WorkerOptions {
            options$(.define_job::<$job>())+
        }
    };
}

jobs! {
    notify::NotifyJob,
    send_mail::SendMailJob,
    deliver::DeliverJob,
    digest::DigestJob,
    sweep_deliveries::SweepDeliveriesJob,
    password_reset::PasswordResetJob,
    report_approved::ReportApprovedJob,
    apply_decision::ApplyDecisionJob,
    clean_up::CleanUpJob,
    check_ledger::CheckLedgerJob,
    run_batch::RunBatchJob,
    run_export::RunExportJob,
    scheduled_reports::ScheduledReportsJob,
    check_health::CheckHealthJob,
    look_through_storage::LookThroughStorageJob,
    delete_orphans::DeleteOrphansJob,
    refresh_analytics::RefreshAnalyticsJob,
    rebuild_analytics::RebuildAnalyticsJob,
    expire_payments::ExpirePaymentsJob,
    finish_lendings::FinishLendingsJob,
    reconcile_payments::ReconcilePaymentsJob,
    send_refund::SendRefundJob,
    make_pledge_payments::MakePledgePaymentsJob,
}

/// What runs by the clock (UTC).
///
/// # Errors
/// When a time of day is none.
pub fn schedules() -> Result<Vec<Crontab>> {
    Ok(vec![
        Cron::hourly_at::<clean_up::CleanUpJob>(17)?.build(),
        Cron::hourly_at::<reconcile_payments::ReconcilePaymentsJob>(7)?.job_key("reconcile-payments").build(),
        Cron::hourly_at::<finish_lendings::FinishLendingsJob>(2)?.job_key("finish-lendings").build(),
        Cron::every_minute::<expire_payments::ExpirePaymentsJob>().job_key("expire-payments").build(),
        // Six in the morning in Kazakhstan.
        Cron::daily_at::<make_pledge_payments::MakePledgePaymentsJob>(1, 5)?.job_key("make-pledge-payments").build(),
        Cron::every_minute::<sweep_deliveries::SweepDeliveriesJob>().build(),
        Cron::every_minute::<scheduled_reports::ScheduledReportsJob>().job_key("scheduled-reports").build(),
        Cron::every_minute::<check_health::CheckHealthJob>().max_attempts(1).job_key("check-health").build(),
        Cron::every_minute::<refresh_analytics::RefreshAnalyticsJob>().job_key("refresh-analytics").build(),
        Cron::weekly_on::<rebuild_analytics::RebuildAnalyticsJob>(Weekday::Sun, 21, 10)?
            .job_key("rebuild-analytics")
            .build(),
        Cron::daily_at::<check_ledger::CheckLedgerJob>(20, 50)?.job_key("check-ledger").build(),
        Cron::daily_at::<look_through_storage::LookThroughStorageJob>(21, 40)?.job_key("look-through-storage").build(),
    ])
}

/// What a job is given beside its own data.
#[derive(Clone)]
pub struct JobState {
    pub ctx: Ctx,
    /// `None`: mails stay in the outbox, to be read there.
    pub mailer: Option<Arc<dyn Mailer>>,
    /// Where the embedded parts keep their data, if there are any.
    pub data: Option<PathBuf>,
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
    let ctx = state.ctx.clone();
    let options = WorkerOptions::default()
        .schema(SCHEMA)
        .concurrency(concurrency)
        .pg_pool(ctx.db.clone())
        .add_extension(state)
        .add_plugin(watch::Watch::new(ctx))
        // A worker that was killed gives its jobs back after two minutes instead of four hours.
        .worker_recovery(
            WorkerRecoveryConfig::default()
                .heartbeat_interval(Duration::from_secs(15))
                .sweep_interval(Duration::from_secs(30))
                .sweep_threshold(Duration::from_secs(120))
                .recovery_delay(Duration::from_secs(1)),
        );
    define(options)
        // The process listens for signals itself and says when to end.
        .listen_os_shutdown_signals(false)
        .shutdown_grace_period(GRACE)
}

/// Tells the console what runs by the clock and when next.
///
/// # Errors
/// When the database does not answer.
pub async fn announce_schedules(ctx: &Ctx) -> Result<()> {
    watch::announce(ctx, &schedules()?).await
}

/// Runs jobs until `ending` completes; those under way are finished.
///
/// # Errors
/// When the database does not answer for long; start it again later.
pub async fn run(state: JobState, ending: impl Future<Output = ()> + Send + 'static) -> Result<()> {
    let schedules = schedules()?;
    watch::announce(&state.ctx, &schedules).await?;
    let worker = options(state, CONCURRENCY).with_crons(schedules).shutdown_signal(ending).init().await?;
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
