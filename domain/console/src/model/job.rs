//! Jobs: work for later, its state and its runs.

use birqadam_core::named;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// Where a job stands.
    JobState {
        /// Failed so often that only a person starts it again.
        Failed = "failed",
        /// Failed and will be tried again.
        Retrying = "retrying",
        Running = "running",
        /// Waits for its first run.
        Queued = "queued",
    }
}

/// A job that has not ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct JobRow {
    pub id: i64,
    pub task: String,
    pub state: JobState,
    /// Runs begun so far.
    pub attempts: i16,
    pub max_attempts: i16,
    /// When it runs, or ran last.
    pub run_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    /// The worker that runs it.
    pub worker: Option<String>,
    /// Without personal data.
    pub last_error: Option<String>,
}

/// A job with what it carries, personal data and secrets left out, and its runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct JobDetails {
    #[serde(flatten)]
    pub job: JobRow,
    pub payload: serde_json::Value,
    /// Latest first.
    pub runs: Vec<JobRun>,
}

named! {
    /// How a run ended.
    JobOutcome {
        Done = "done",
        /// To be tried again.
        Failed = "failed",
        /// Not to be tried again by itself.
        GaveUp = "gave_up",
    }
}

/// One run of a job that ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct JobRun {
    pub id: i64,
    pub job_id: i64,
    pub task: String,
    pub outcome: JobOutcome,
    pub attempt: i16,
    /// Without personal data.
    pub error: Option<String>,
    pub worker: String,
    pub duration_ms: Option<i64>,
    pub finished_at: DateTime<Utc>,
}

/// What runs by the clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct JobSchedule {
    pub task: String,
    /// As in a crontab, UTC.
    pub timer: String,
    pub next_run_at: Option<DateTime<Utc>>,
    /// The latest run that ended.
    pub last: Option<JobRun>,
}

/// How many jobs stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct JobCounts {
    pub queued: i64,
    pub running: i64,
    pub retrying: i64,
    pub failed: i64,
}

impl JobCounts {
    pub fn of(&self, state: JobState) -> i64 {
        match state {
            JobState::Queued => self.queued,
            JobState::Running => self.running,
            JobState::Retrying => self.retrying,
            JobState::Failed => self.failed,
        }
    }
}
