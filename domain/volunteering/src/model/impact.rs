//! What volunteers did, in figures that everyone may see.

use birqadam_core::UserId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::VolunteerType;

/// The figures. Only approved work counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImpactFigures {
    /// Different people with an approved report.
    pub volunteers: i64,
    /// Approved reports.
    pub works: i64,
    /// The stated times of these tasks, added up; a task without times adds none.
    pub minutes: i64,
    /// Projects that were completed.
    pub projects_completed: i64,
    /// Projects that are public now.
    pub projects_active: i64,
}

impl ImpactFigures {
    /// Whether there is nothing to show yet.
    pub fn is_empty(&self) -> bool {
        *self == ImpactFigures::default()
    }
}

/// The same for a part of the work: a city, a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImpactPart<T> {
    pub of: T,
    pub works: i64,
    pub minutes: i64,
}

/// `GET /api/impact`, `GET /api/organizers/{id}/impact`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Impact {
    /// Whose; null for the whole platform.
    pub organizer: Option<ImpactOrganizer>,
    pub figures: ImpactFigures,
    /// The most work first.
    pub kinds: Vec<ImpactPart<VolunteerType>>,
    /// The most work first, ten at most.
    pub cities: Vec<ImpactPart<String>>,
    /// Up to when everything is counted; null before the first count.
    pub as_of: Option<DateTime<Utc>>,
}

/// Whose impact it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImpactOrganizer {
    pub id: UserId,
    pub name: String,
}

/// Whether an organizer shows their impact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ImpactSharing {
    pub shown: bool,
}
