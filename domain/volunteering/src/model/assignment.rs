//! A volunteer's own tasks.

use birqadam_core::{AssignmentId, ProjectId, ReportId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{AssignmentStatus, ReportStatus, Task};

/// What joining did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Joined {
    pub task: Task,
    /// `assigned`, or `waiting` when all places were taken.
    pub status: AssignmentStatus,
    /// Place in the queue, from 1, when waiting.
    pub queue_position: Option<i64>,
}

/// A line of "my tasks".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MyTask {
    pub assignment_id: AssignmentId,
    pub status: AssignmentStatus,
    pub task: Task,
    pub project_id: ProjectId,
    pub project_title: String,
    pub city: String,
    pub address: String,
    pub queue_position: Option<i64>,
    /// The newest report for it, if there is one.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<Vec<serde_json::Value>>))]
    pub report: Option<(ReportId, ReportStatus)>,
    pub joined_at: DateTime<Utc>,
}

/// Whether two pieces of work on one day overlap. Work without times takes no particular hour
/// and clashes with nothing.
pub fn times_clash(
    a: (chrono::NaiveDate, Option<chrono::NaiveTime>, Option<chrono::NaiveTime>),
    b: (chrono::NaiveDate, Option<chrono::NaiveTime>, Option<chrono::NaiveTime>),
) -> bool {
    match (a, b) {
        ((day_a, Some(start_a), Some(end_a)), (day_b, Some(start_b), Some(end_b))) => {
            day_a == day_b && start_a < end_b && start_b < end_a
        }
        _ => false,
    }
}
