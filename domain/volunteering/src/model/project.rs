//! Projects.

use birqadam_core::{
    ProjectId, UserId,
    parse::text_or_number,
    review::{ChangedField, FieldMark, Return},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize};

use super::{ProjectStatus, Task, TaskInput, ValidTask, VolunteerType};

pub const TITLE_MAX: usize = 200;
pub const DESCRIPTION_MAX: usize = 10_000;
pub const PROJECT_PLACES_MAX: i64 = 100_000;
/// In major units (tenge).
pub const BUDGET_MAX: i64 = 1_000_000_000_000;

/// `POST /api/organizer/projects` and the project form. Numbers may come as text (forms) or as
/// numbers (API); dates as `2025-11-01`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ProjectInput {
    pub title: String,
    #[serde(deserialize_with = "text_or_null")]
    pub description: String,
    pub city: String,
    #[serde(deserialize_with = "text_or_null")]
    pub address: String,
    pub volunteer_type: String,
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<f64>, default = json!(null)))]
    pub latitude: String,
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<f64>, default = json!(null)))]
    pub longitude: String,
    #[serde(deserialize_with = "text_or_null")]
    pub starts_on: String,
    #[serde(deserialize_with = "text_or_null")]
    pub ends_on: String,
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>, default = json!(null)))]
    pub max_volunteers: String,
    /// Major units (tenge).
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>, default = json!(null)))]
    pub budget_needed: String,
    pub tasks: Vec<TaskInput>,
    /// When editing: the version that was edited.
    pub version: Option<i64>,
    /// `true` keeps it a draft; otherwise it goes to moderation (or is published at once).
    #[serde(deserialize_with = "bool_or_text")]
    pub draft: bool,
}

/// A project that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidProject {
    pub title: String,
    pub description: String,
    /// A [`birqadam_core::city::City`] by name.
    pub city: &'static str,
    pub address: String,
    pub volunteer_type: VolunteerType,
    pub position: Option<(f64, f64)>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub max_volunteers: Option<i32>,
    /// Minor units.
    pub budget_needed: Option<i64>,
    pub tasks: Vec<ValidTask>,
}

/// Accepts null as an empty text: what was read can be sent back as it came.
pub fn text_or_null<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(d)?.unwrap_or_default())
}

fn bool_or_text<'de, D: Deserializer<'de>>(d: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Bool(bool),
        Text(String),
    }
    Ok(match Option::<Either>::deserialize(d)? {
        None => false,
        Some(Either::Bool(b)) => b,
        Some(Either::Text(text)) => matches!(text.as_str(), "true" | "on" | "1"),
    })
}

/// Where something is, as the document draws it: `{lat, lng}`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Location {
    pub lat: f64,
    pub lng: f64,
}

/// A line of a list of projects: `GET /api/volunteer/projects`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProjectSummary {
    pub id: ProjectId,
    pub title: String,
    /// The first 200 characters or so.
    pub excerpt: String,
    pub city: String,
    pub address: String,
    pub volunteer_type: VolunteerType,
    pub status: ProjectStatus,
    /// The organisation's name.
    pub organizer: String,
    pub organizer_id: UserId,
    pub location: Option<Location>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub tasks_count: i64,
    /// Places on tasks that can still be joined.
    pub free_places: i64,
    pub volunteers_count: i64,
    pub cover_url: Option<String>,
    /// The cover in the size of a card.
    pub cover_card_url: Option<String>,
    pub cover_hash: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// One project with everything on its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Project {
    #[serde(flatten)]
    pub summary: ProjectSummary,
    pub description: String,
    pub max_volunteers: Option<i32>,
    /// Major units (tenge).
    pub budget_needed: Option<i64>,
    pub currency: String,
    pub rejection_reason: Option<String>,
    pub tasks: Vec<Task>,
    pub version: i64,
    pub updated_at: DateTime<Utc>,
}

/// A project for its organizer or a moderator: with what is open for correction and what changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProjectReview {
    pub project: Project,
    /// Set while the project is returned.
    pub returned: Option<Return>,
    /// What the organizer changed since the last return.
    pub changes: Vec<ChangedField>,
    /// How many projects of this organizer were published before.
    pub organizer_published: i64,
}

/// Public filters, as in the URL. Several values of one filter, comma-separated, are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct ProjectFilter {
    /// [`VolunteerType`] names.
    #[serde(rename = "type")]
    pub volunteer_type: String,
    /// City names.
    pub city: String,
    /// Words; Kazakh letters may be missing, a typo is forgiven.
    pub q: String,
    /// Projects with a task on or after this day, `2026-11-20`.
    pub from: String,
    /// Projects with a task on or before this day.
    pub to: String,
    /// Only with free places.
    pub free: bool,
}

/// A moderator's return: which fields, why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ReturnInput {
    pub message: String,
    pub fields: Vec<FieldMark>,
}

/// Fields of a project that a moderator can mark.
pub const RETURNABLE_PROJECT_FIELDS: &[&str] = &[
    "title",
    "description",
    "city",
    "address",
    "volunteer_type",
    "location",
    "dates",
    "max_volunteers",
    "budget_needed",
    "cover",
    "tasks",
];
