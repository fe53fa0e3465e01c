//! Photo reports.

use birqadam_core::{FieldCode, PhotoId, ProjectId, ReportId, Result, TaskId, UserId, review::{ChangedField, Return}, validate::Validator};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Evidence, ReportStatus, Task};

/// Largest accepted photo, in bytes.
pub const PHOTO_MAX_BYTES: u64 = 15 * 1024 * 1024;
/// Most pixels of an accepted photo.
pub const PHOTO_MAX_PIXELS: u64 = 50_000_000;
/// Most photos in one report.
pub const PHOTOS_PER_REPORT_MAX: usize = 10;

/// A photo's public copies (no metadata in them).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Photo {
    pub id: PhotoId,
    /// Large copy, at most 2048 px on its long side.
    pub url: String,
    /// Thumbnail, at most 480 px on its long side.
    pub thumb_url: String,
    pub width: i32,
    pub height: i32,
    /// ThumbHash, base64.
    pub thumb_hash: String,
}

/// A report as its author sees it and as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub id: ReportId,
    pub status: ReportStatus,
    pub task_id: TaskId,
    /// Text of the task.
    pub task: String,
    pub project_id: ProjectId,
    pub project: String,
    pub volunteer_id: UserId,
    /// Name of the volunteer.
    pub volunteer: String,
    pub description: String,
    /// The first photo's large copy, as the document names it.
    pub photo_url: Option<String>,
    pub photos: Vec<Photo>,
    pub rating: Option<i16>,
    pub organizer_comment: Option<String>,
    pub rejection_reason: Option<String>,
    /// Set while the report is returned.
    pub returned: Option<Return>,
    pub uploaded_at: DateTime<Utc>,
    /// When it last came to the organizer.
    pub submitted_at: DateTime<Utc>,
    pub version: i64,
}

/// A report in front of its reviewer: with the evidence beside each photo (same order).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportReview {
    pub report: Report,
    pub evidence: Vec<Evidence>,
    pub task: Task,
    pub volunteer_rating: Option<f64>,
    /// Approved reports of this volunteer before.
    pub volunteer_approved: i64,
    pub changes: Vec<ChangedField>,
    /// The next waiting report after this one, oldest first.
    pub next: Option<ReportId>,
    /// How many wait for this reviewer.
    pub waiting: i64,
}

/// `POST …/photo-reports/{id}/approve`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApproveReport {
    #[serde(deserialize_with = "super::project::text_or_number")]
    pub rating: String,
    pub comment: String,
    /// The version that was looked at; a newer one is a conflict. Optional in the API.
    pub version: Option<i64>,
}

impl ApproveReport {
    /// Rating 1 to 5 and the comment.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `rating`, `comment`.
    pub fn validate(&self) -> Result<(i16, String)> {
        let mut v = Validator::new();
        let comment = v.text("comment", &self.comment, 0, 2000);
        let rating = match self.rating.trim().parse::<i16>() {
            Ok(rating) if rating < 1 => { v.add("rating", FieldCode::TooSmall(1)); 1 }
            Ok(rating) if rating > 5 => { v.add("rating", FieldCode::TooBig(5)); 5 }
            Ok(rating) => rating,
            Err(_) if self.rating.trim().is_empty() => { v.add("rating", FieldCode::Required); 1 }
            Err(_) => { v.add("rating", FieldCode::Malformed); 1 }
        };
        v.finish()?;
        Ok((rating, comment))
    }
}

/// `POST …/photo-reports/{id}/reject` and `…/return`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefuseReport {
    pub reason: String,
    pub version: Option<i64>,
}

/// Filters of the organizer's list of reports, as in the URL.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportFilter {
    /// [`ReportStatus`] names, comma-separated; empty for all.
    pub status: String,
    pub project_id: Option<ProjectId>,
}
