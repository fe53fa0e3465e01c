//! Tasks of a project.

use birqadam_core::{ProjectId, TaskId};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{AssignmentStatus, TaskStatus};

pub const TASK_TEXT_MAX: usize = 500;
pub const TASK_PLACES_MAX: i64 = 10_000;
pub const TASKS_PER_PROJECT_MAX: usize = 100;

/// A task as typed in the form or sent to the API. Dates `2025-11-01`, times `09:00`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TaskInput {
    /// Set when an existing task is edited.
    pub id: Option<TaskId>,
    pub text: String,
    #[serde(deserialize_with = "super::project::text_or_null")]
    pub deadline: String,
    #[serde(deserialize_with = "super::project::text_or_null")]
    pub start_time: String,
    #[serde(deserialize_with = "super::project::text_or_null")]
    pub end_time: String,
    /// Number of places as text or number; empty means 1.
    #[serde(deserialize_with = "birqadam_core::parse::text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>, default = json!(null)))]
    pub max_volunteers: String,
}

/// A task that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidTask {
    /// Its row in the input, for errors found later.
    pub row: usize,
    pub id: Option<TaskId>,
    pub text: String,
    pub deadline: NaiveDate,
    pub start_time: Option<NaiveTime>,
    pub end_time: Option<NaiveTime>,
    pub max_volunteers: i32,
}

/// A task as the API and the pages show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Task {
    pub id: TaskId,
    pub project_id: ProjectId,
    pub text: String,
    pub status: TaskStatus,
    pub deadline: NaiveDate,
    /// `09:00`
    #[serde(with = "hour_minute")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>))]
    pub start_time: Option<NaiveTime>,
    #[serde(with = "hour_minute")]
    pub end_time: Option<NaiveTime>,
    pub max_volunteers: i32,
    pub assigned_count: i32,
    pub waiting_count: i64,
    /// The caller's own id when they hold a place, else null.
    pub assigned_to: Option<i64>,
    /// The caller's place, if any.
    pub my_status: Option<AssignmentStatus>,
    pub version: i64,
}

impl Task {
    pub fn free_places(&self) -> i32 {
        (self.max_volunteers - self.assigned_count).max(0)
    }
}

/// A task as its organizer looks at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnTask {
    pub task: Task,
    pub project_title: String,
}

/// Times as `HH:MM`, as in the customer's document.
pub mod hour_minute {
    use birqadam_core::parse;
    use chrono::{NaiveTime, Timelike};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(time: &Option<NaiveTime>, s: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => s.serialize_str(&format!("{:02}:{:02}", time.hour(), time.minute())),
            None => s.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<NaiveTime>, D::Error> {
        Option::<String>::deserialize(d)?
            .map(|text| parse::time(&text).ok_or_else(|| D::Error::custom("not a time of day")))
            .transpose()
    }
}
