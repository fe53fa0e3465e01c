//! What pages and programs read of resources beside the records themselves.

use birqadam_core::{ProjectId, ResourceId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CalendarSpan, Month, ProjectRef, Resource};

/// Thanks for what was lent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Thanks {
    pub organizer: String,
    pub resource_id: ResourceId,
    pub resource: String,
    pub project_id: ProjectId,
    pub project: String,
    pub thanks: String,
    pub at: DateTime<Utc>,
}

/// A resource with a month of its calendar and the last thanks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ResourceView {
    pub resource: Resource,
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "2026-12"))]
    pub month: Month,
    pub spans: Vec<CalendarSpan>,
    pub thanks: Vec<Thanks>,
    /// All thanks there are.
    pub thanks_count: i64,
    /// The reader lends it.
    pub own: bool,
    /// Published projects of the reader that it can be asked for.
    pub projects: Vec<ProjectRef>,
}

/// A partner as organizers see them: what they lend, and what they were thanked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PartnerPage {
    pub id: UserId,
    pub name: String,
    pub about: String,
    /// The latest sixty.
    pub resources: Vec<Resource>,
    pub resource_count: i64,
    pub lent: i64,
    /// The latest thirty.
    pub thanks: Vec<Thanks>,
    pub thanks_count: i64,
}

/// What a partner's first page counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PartnerOverview {
    /// The partner has to answer.
    pub waiting: i64,
    pub oldest_waiting_at: Option<DateTime<Utc>>,
    pub upcoming: i64,
    pub lent: i64,
    pub thanked: i64,
    pub resources_active: i64,
}
