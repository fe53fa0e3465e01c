//! Photo reports.

use birqadam_core::{
    FieldCode, FieldError, PhotoId, ProjectId, ReportId, Result, TaskId, UserId,
    form::{FormInput, problems},
    review::{ChangedField, Decision, DecisionInput, FieldMark, Return, Verdict},
    validate::Validator,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Evidence, RETURNABLE_REPORT_FIELDS, ReportStatus, Task};

pub use birqadam_core::photo::{PHOTO_MAX_BYTES, PHOTO_MAX_PIXELS};

/// Most photos in one report.
pub const PHOTOS_PER_REPORT_MAX: usize = 10;
/// Longest description of a report, in characters.
pub const REPORT_DESCRIPTION_MAX: usize = 4000;

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
    #[serde(deserialize_with = "birqadam_core::parse::text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = i64, default = json!(null)))]
    pub rating: String,
    pub comment: String,
    /// The version that was looked at; a newer one is a conflict. Optional in the API.
    pub version: Option<i64>,
}

impl ApproveReport {
    /// The approval with its rating of 1 to 5.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `rating`, `comment`.
    pub fn validate(&self) -> Result<Verdict> {
        let input = DecisionInput {
            decision: Decision::Approve.as_str().to_owned(),
            rating: self.rating.clone(),
            reason: self.comment.clone(),
            ..DecisionInput::default()
        };
        let comment = |field: String| if field == "reason" { "comment".to_owned() } else { field };
        Verdict::read(&input, "", RETURNABLE_REPORT_FIELDS, true).map_err(|error| error.renamed(comment))
    }
}

/// `POST …/photo-reports/{id}/reject` and `…/return`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RefuseReport {
    /// Required, unless a marked field says why.
    pub reason: String,
    pub version: Option<i64>,
    /// What a return opens, `photo` and `description`, each with a word of its own. Without it
    /// both open, as in the customer's document; an empty list is an error. A rejection opens
    /// nothing and ignores it.
    pub fields: Option<Vec<FieldMark>>,
}

impl RefuseReport {
    /// The return or rejection with its reason.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `reason`, `fields`, `fields.0.field`, `fields.0.comment`…
    pub fn validate(&self, decision: Decision) -> Result<Verdict> {
        let mark = |field: &&str| FieldMark { field: (*field).to_owned(), comment: String::new() };
        let all = || RETURNABLE_REPORT_FIELDS.iter().map(mark).collect();
        let input = DecisionInput {
            decision: decision.as_str().to_owned(),
            reason: self.reason.clone(),
            fields: self.fields.clone().unwrap_or_else(all),
            ..DecisionInput::default()
        };
        Verdict::read(&input, "", RETURNABLE_REPORT_FIELDS, true)
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

    fn approve(rating: &str, comment: &str) -> Result<Verdict> {
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
            let expected = expected.map(Some).map_err(|code| Error::field("rating", code));
            assert_eq!(approve(text, "").map(|verdict| verdict.rating), expected, "{text:?}");
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
            assert_eq!(input.validate().map(|verdict| verdict.rating), Ok(Some(4)), "{json}");
        }
    }

    fn refuse(json: &str, decision: Decision) -> Result<Verdict> {
        serde_json::from_str::<RefuseReport>(json).expect("it is read").validate(decision)
    }

    #[test]
    fn a_refusal_has_a_reason() {
        let words = |reason: &str| {
            let input = RefuseReport { reason: reason.into(), ..RefuseReport::default() };
            input.validate(Decision::Reject).map(|verdict| verdict.words)
        };
        assert_eq!(words(" Не видно "), Ok("Не видно".into()));
        assert_eq!(words("  "), Err(Error::field("reason", FieldCode::Required)));
        assert_eq!(words(&"a".repeat(2001)), Err(Error::field("reason", FieldCode::TooLong(2000))));
        let nothing = refuse(r#"{"reason": "x", "fields": [{"field": "photo"}]}"#, Decision::Reject);
        assert_eq!(nothing.map(|verdict| verdict.fields), Ok(vec![]), "a rejection opens nothing");
    }

    #[test]
    fn a_return_opens_what_is_marked_and_everything_without_marks() {
        let open = |json: &str| {
            let fields = refuse(json, Decision::Return)?.fields;
            Ok(fields.into_iter().map(|field| (field.field, field.comment)).collect::<Vec<_>>())
        };
        let pair = |field: &str, comment: &str| (field.to_owned(), comment.to_owned());
        assert_eq!(open(r#"{"reason": "x"}"#), Ok(vec![pair("photo", ""), pair("description", "")]));
        assert_eq!(open(r#"{"fields": [{"name": "photo", "reason": "Dark"}]}"#), Ok(vec![pair("photo", "Dark")]));
        assert_eq!(open(r#"{"fields": [{"field": "photo", "comment": "Dark"}]}"#), Ok(vec![pair("photo", "Dark")]));
        let wrong = |field: &str, code| Err(Error::field(field, code));
        assert_eq!(open(r#"{"reason": "x", "fields": []}"#), wrong("fields", FieldCode::Required));
        assert_eq!(open(r#"{"fields": [{"name": "photo"}]}"#), wrong("reason", FieldCode::Required));
        let foreign = open(r#"{"reason": "x", "fields": [{"name": "volunteer_id"}]}"#);
        assert_eq!(foreign, wrong("fields.0.field", FieldCode::Unknown));
    }

    #[test]
    fn statuses_are_read_from_the_url() {
        let read = |status: &str| ReportFilter { status: status.into(), project_id: None }.statuses();
        assert_eq!(read(""), Ok(vec![]));
        assert_eq!(read("pending, approved"), Ok(vec![ReportStatus::Pending, ReportStatus::Approved]));
        assert_eq!(read("done"), Err(Error::field("status", FieldCode::Unknown)));
    }
}
