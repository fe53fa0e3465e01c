//! Photo reports.

use birqadam_core::{
    FieldCode, FieldError, PhotoId, ProjectId, ReportId, Result, TaskId, UserId,
    form::{FormInput, problems},
    review::{ChangedField, Return},
    validate::Validator,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Evidence, ReportStatus, Task};

pub use birqadam_core::photo::{PHOTO_MAX_BYTES, PHOTO_MAX_PIXELS};

/// Most photos in one report.
pub const PHOTOS_PER_REPORT_MAX: usize = 10;
/// Longest description of a report, in characters.
pub const REPORT_DESCRIPTION_MAX: usize = 4000;
/// Longest reason of a return or rejection, in characters.
pub const REPORT_REASON_MAX: usize = 2000;

/// A photo's public copies (no metadata in them).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReportReview {
    pub report: Report,
    pub evidence: Vec<Evidence>,
    pub task: Task,
    pub volunteer_rating: Option<f64>,
    /// Approved reports of this volunteer before.
    pub volunteer_approved: i64,
    /// Whether the platform has confirmed by photo who the volunteer is.
    pub volunteer_verified: bool,
    pub changes: Vec<ChangedField>,
    /// The next waiting report after this one, oldest first.
    pub next: Option<ReportId>,
    /// How many wait for this reviewer.
    pub waiting: i64,
}

/// A photo report as typed; its photos are files of the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportInput {
    pub description: String,
}

impl ReportInput {
    /// The description, which may be empty.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `description`.
    pub fn validate(&self) -> Result<String> {
        let mut v = Validator::new();
        let description = v.text("description", &self.description, 0, REPORT_DESCRIPTION_MAX);
        v.finish()?;
        Ok(description)
    }
}

impl FormInput for ReportInput {
    const NAME: &'static str = "report";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// `POST …/photo-reports/{id}/approve`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ApproveReport {
    #[serde(deserialize_with = "super::project::text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = i64, default = json!(null)))]
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
            Ok(rating) if rating < 1 => {
                v.add("rating", FieldCode::TooSmall(1));
                1
            }
            Ok(rating) if rating > 5 => {
                v.add("rating", FieldCode::TooBig(5));
                5
            }
            Ok(rating) => rating,
            Err(_) if self.rating.trim().is_empty() => {
                v.add("rating", FieldCode::Required);
                1
            }
            Err(_) => {
                v.add("rating", FieldCode::Malformed);
                1
            }
        };
        v.finish()?;
        Ok((rating, comment))
    }
}

/// `POST …/photo-reports/{id}/reject` and `…/return`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RefuseReport {
    pub reason: String,
    pub version: Option<i64>,
}

impl RefuseReport {
    /// The reason, which is required.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `reason`.
    pub fn validate(&self) -> Result<String> {
        let mut v = Validator::new();
        let reason = v.text("reason", &self.reason, 1, REPORT_REASON_MAX);
        v.finish()?;
        Ok(reason)
    }
}

/// Filters of the organizer's list of reports, as in the URL.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct ReportFilter {
    /// [`ReportStatus`] names, comma-separated; empty for all.
    pub status: String,
    #[cfg_attr(feature = "ssr", param(value_type = Option<i64>))]
    pub project_id: Option<ProjectId>,
}

impl ReportFilter {
    /// The wanted statuses; empty for all.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `status` when one is unknown.
    pub fn statuses(&self) -> Result<Vec<ReportStatus>> {
        self.status
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| {
                ReportStatus::parse(name).ok_or_else(|| birqadam_core::Error::field("status", FieldCode::Unknown))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use birqadam_core::Error;

    fn approve(rating: &str, comment: &str) -> Result<(i16, String)> {
        ApproveReport { rating: rating.into(), comment: comment.into(), version: None }.validate()
    }

    #[test]
    fn a_rating_is_one_to_five() {
        let table = [
            ("1", Ok(1)),
            (" 5 ", Ok(5)),
            ("0", Err(FieldCode::TooSmall(1))),
            ("-3", Err(FieldCode::TooSmall(1))),
            ("6", Err(FieldCode::TooBig(5))),
            ("", Err(FieldCode::Required)),
            ("4.5", Err(FieldCode::Malformed)),
            ("99999999999", Err(FieldCode::Malformed)),
            ("five", Err(FieldCode::Malformed)),
        ];
        for (text, expected) in table {
            let expected = expected.map_err(|code| Error::field("rating", code));
            assert_eq!(approve(text, "").map(|(rating, _)| rating), expected, "{text:?}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let error = approve("", &"я".repeat(2001)).expect_err("both fields are wrong");
        let fields: Vec<&str> = error.fields().iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["comment", "rating"]);
    }

    #[test]
    fn a_number_and_a_text_are_the_same_rating() {
        for json in [r#"{"rating": 4}"#, r#"{"rating": "4"}"#] {
            let input: ApproveReport = serde_json::from_str(json).expect("accepted");
            assert_eq!(input.validate(), Ok((4, String::new())), "{json}");
        }
    }

    #[test]
    fn a_refusal_has_a_reason() {
        let refuse = |reason: &str| RefuseReport { reason: reason.into(), version: None }.validate();
        assert_eq!(refuse(" Не видно "), Ok("Не видно".into()));
        assert_eq!(refuse("  "), Err(Error::field("reason", FieldCode::Required)));
        assert_eq!(refuse(&"a".repeat(2001)), Err(Error::field("reason", FieldCode::TooLong(2000))));
    }

    #[test]
    fn statuses_are_read_from_the_url() {
        let read = |status: &str| ReportFilter { status: status.into(), project_id: None }.statuses();
        assert_eq!(read(""), Ok(vec![]));
        assert_eq!(read("pending, approved"), Ok(vec![ReportStatus::Pending, ReportStatus::Approved]));
        assert_eq!(read("done"), Err(Error::field("status", FieldCode::Unknown)));
    }
}
