//! People of a project, for its organizer.

use birqadam_core::UserId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Photo;

/// A line of `GET /api/organizer/participants/{project}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Participant {
    pub id: UserId,
    pub name: String,
    /// Whether the platform has confirmed by photo who this is.
    pub verified: bool,
    pub phone: Option<String>,
    pub rating: Option<f64>,
    /// In this project.
    pub tasks_completed: i64,
    /// Tasks held now in this project.
    pub tasks_assigned: i64,
    pub tasks_waiting: i64,
    /// Reports in this project.
    pub photo_reports: i64,
    pub last_activity: Option<DateTime<Utc>>,
}

/// `GET /api/organizer/participant-details/{user}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ParticipantDetails {
    pub user: ParticipantContact,
    pub statistics: ParticipantStatistics,
    pub history: Vec<HistoryEntry>,
    pub recent_photos: Vec<Photo>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ParticipantContact {
    pub id: UserId,
    pub name: String,
    /// Whether the platform has confirmed by photo who this is.
    pub verified: bool,
    pub phone: Option<String>,
    pub email: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ParticipantStatistics {
    pub total_projects: i64,
    pub total_tasks: i64,
    pub average_rating: Option<f64>,
}

/// Something that happened to a person; words are chosen when shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    pub date: DateTime<Utc>,
    /// `joined_task`, `left_task`, `report_submitted`, `task_completed`, `achievement_unlocked`, …
    pub action: String,
    pub project: Option<String>,
    /// Language-free details: `{"task": …, "rating": …}`.
    pub details: serde_json::Value,
}
