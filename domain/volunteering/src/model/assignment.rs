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

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};
    use proptest::prelude::*;

    use super::times_clash;

    type Work = (NaiveDate, Option<NaiveTime>, Option<NaiveTime>);

    fn work(day: u32, hours: Option<(u32, u32)>) -> Work {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let day = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        (day, hours.and_then(|(start, _)| at(start)), hours.and_then(|(_, end)| at(end)))
    }

    #[test]
    fn work_clashes_when_its_hours_overlap() {
        let table = [
            (work(21, Some((9, 12))), work(21, Some((11, 13))), true),
            (work(21, Some((9, 12))), work(21, Some((10, 11))), true),
            (work(21, Some((9, 12))), work(21, Some((9, 12))), true),
            // One ends when the other starts.
            (work(21, Some((9, 12))), work(21, Some((12, 15))), false),
            (work(21, Some((9, 12))), work(22, Some((9, 12))), false),
            (work(21, Some((9, 12))), work(21, None), false),
            (work(21, None), work(21, None), false),
        ];
        for (a, b, expected) in table {
            assert_eq!(times_clash(a, b), expected, "{a:?} {b:?}");
        }
    }

    fn any_work() -> impl Strategy<Value = Work> {
        let hours =
            prop::option::of((0u32..23, 1u32..24).prop_map(|(start, length)| (start, (start + length).min(23))));
        (1u32..4, hours).prop_map(|(day, hours)| work(day, hours))
    }

    proptest! {
        #[test]
        fn a_clash_is_mutual(a in any_work(), b in any_work()) {
            prop_assert_eq!(times_clash(a, b), times_clash(b, a));
        }

        #[test]
        fn work_on_different_days_never_clashes(a in any_work(), b in any_work()) {
            prop_assert!(a.0 == b.0 || !times_clash(a, b));
        }
    }
}
