//! Types shared with the browser and the API.

use birqadam_core::{AchievementId, Localized};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One entry of the points ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PointsEntry {
    pub id: i64,
    pub amount: i64,
    pub reason: String,
    pub source_kind: String,
    pub source_id: i64,
    pub details: serde_json::Value,
    pub created_at: DateTime<Utc>,
}

/// An achievement with how far a person is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AchievementProgress {
    pub id: AchievementId,
    pub code: String,
    pub title: Localized,
    pub description: Localized,
    pub icon: String,
    pub threshold: i32,
    /// The fact now, at most the threshold.
    pub progress: i32,
    pub unlocked_at: Option<DateTime<Utc>>,
}
