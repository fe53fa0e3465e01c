//! Writes down how each run of a job ended and what runs by the clock, for the console; counts
//! runs for the metrics.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use birqadam_console::JobOutcome;
use birqadam_console::ops::job_runs::{self, Announced, Ended};
use birqadam_core::ssr::Ctx;
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use graphile_worker::{
    CronJobScheduled, Crontab, CrontabTimer, CrontabValue, HookRegistry, Job, JobComplete, JobFail, JobPermanentlyFail,
    JobStart, Plugin,
};

/// The longest an entry of the crontab may sleep.
const FARTHEST: TimeDelta = TimeDelta::days(366);

/// See the module.
#[derive(Clone)]
pub struct Watch {
    ctx: Ctx,
    /// When the jobs that run here began.
    begun: Arc<Mutex<HashMap<i64, Instant>>>,
}

impl Watch {
    pub fn new(ctx: Ctx) -> Self {
        Watch { ctx, begun: Arc::default() }
    }

    fn begin(&self, job: &Job) {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner).insert(*job.id(), Instant::now());
    }

    /// A run that cannot be written down is no reason to run the job again: it is logged and lost.
    async fn end(&self, job: &Job, worker: &str, outcome: JobOutcome, error: Option<&str>) {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner).remove(job.id());
        let took = begun.map(|begun| begun.elapsed());
        let labels = [("task", job.task_identifier().clone()), ("outcome", outcome.as_str().to_owned())];
        metrics::counter!("birqadam_job_runs_total", &labels).increment(1);
        if let Some(took) = took {
            metrics::histogram!("birqadam_job_seconds", "task" => job.task_identifier().clone())
                .record(took.as_secs_f64());
        }
        let run = Ended {
            job_id: *job.id(),
            task: job.task_identifier(),
            outcome,
            attempt: *job.attempts(),
            error,
            worker,
            duration_ms: took.and_then(|took| i64::try_from(took.as_millis()).ok()),
        };
        if let Err(error) = job_runs::record_run(&self.ctx.db, run).await {
            tracing::warn!(%error, "the end of a job was not written down");
        }
    }
}

impl Plugin for Watch {
    fn register(self, hooks: &mut HookRegistry) {
        let watch = self.clone();
        hooks.on(JobStart, move |start| {
            watch.begin(&start.job);
            async {}
        });
        let watch = self.clone();
        hooks.on(JobComplete, move |end| {
            let watch = watch.clone();
            async move { watch.end(&end.job, &end.worker_id, JobOutcome::Done, None).await }
        });
        let watch = self.clone();
        hooks.on(JobFail, move |end| {
            let watch = watch.clone();
            async move { watch.end(&end.job, &end.worker_id, JobOutcome::Failed, Some(&end.error)).await }
        });
        let watch = self.clone();
        hooks.on(JobPermanentlyFail, move |end| {
            let watch = watch.clone();
            async move { watch.end(&end.job, &end.worker_id, JobOutcome::GaveUp, Some(&end.error)).await }
        });
        hooks.on(CronJobScheduled, move |scheduled| {
            let ctx = self.ctx.clone();
            async move {
                if let Err(error) = announce(&ctx, &[scheduled.crontab]).await {
                    tracing::warn!(error = format!("{error:#}"), "the next run was not written down");
                }
            }
        });
    }
}

/// Tells the console what runs by the clock and when next.
///
/// # Errors
/// When the database does not answer.
pub async fn announce(ctx: &Ctx, schedules: &[Crontab]) -> anyhow::Result<()> {
    let now = Utc::now();
    let announced = |crontab: &Crontab| Announced {
        task: crontab.task_identifier().clone(),
        timer: timer_text(crontab.timer()),
        next_run_at: next_run(crontab.timer(), now),
    };
    let all: Vec<_> = schedules.iter().map(announced).collect();
    job_runs::announce_schedules(&mut *ctx.db.acquire().await?, &all).await?;
    Ok(())
}

/// The next whole minute at which the timer fires.
fn next_run(timer: &CrontabTimer, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let mut at = (after + TimeDelta::minutes(1)).with_second(0)?.with_nanosecond(0)?;
    let end = after + FARTHEST;
    while at < end {
        if timer.should_run_at(&at.naive_utc()) {
            return Some(at);
        }
        at += TimeDelta::minutes(1);
    }
    None
}

/// As in a crontab: `17 * * * *`.
fn timer_text(timer: &CrontabTimer) -> String {
    let field = |values: &Vec<CrontabValue>| {
        let parts: Vec<String> = values
            .iter()
            .map(|value| match value {
                CrontabValue::Any => "*".to_owned(),
                CrontabValue::Number(n) => n.to_string(),
                CrontabValue::Range(from, to) => format!("{from}-{to}"),
                CrontabValue::Step(step) => format!("*/{step}"),
            })
            .collect();
        parts.join(",")
    };
    [timer.minutes(), timer.hours(), timer.days(), timer.months(), timer.dows()].map(field).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_run_is_the_next_fitting_minute() -> anyhow::Result<()> {
        let after: DateTime<Utc> = "2026-11-21T11:17:30Z".parse()?;
        let table = [
            (CrontabTimer::every_minute(), "* * * * *", "2026-11-21T11:18:00Z"),
            (CrontabTimer::hourly_at(17)?, "17 * * * *", "2026-11-21T12:17:00Z"),
            (CrontabTimer::daily_at(21, 40)?, "40 21 * * *", "2026-11-21T21:40:00Z"),
            (CrontabTimer::daily_at(3, 5)?, "5 3 * * *", "2026-11-22T03:05:00Z"),
            (CrontabTimer::monthly_on(1, 0, 0)?, "0 0 1 * *", "2026-12-01T00:00:00Z"),
        ];
        for (timer, text, next) in table {
            assert_eq!(timer_text(&timer), text);
            assert_eq!(next_run(&timer, after), Some(next.parse()?), "{text}");
        }
        Ok(())
    }

    #[test]
    fn every_schedule_is_of_a_job_we_have() -> anyhow::Result<()> {
        for crontab in super::super::schedules()? {
            assert!(super::super::TASKS.contains(&crontab.task_identifier().as_str()));
            assert!(next_run(crontab.timer(), Utc::now()).is_some());
        }
        Ok(())
    }
}
