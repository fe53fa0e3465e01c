//! What a project did beyond hours and money: what is counted, and the counts.

use birqadam_core::{ImpactEntryId, ImpactMeasureId, Localized, ReportId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImpactKind {
    TreesPlanted,
    /// In hectares.
    AreaCovered,
    PeopleHelped,
    /// In kilograms.
    WasteCollected,
    /// In the organizer's own words and unit.
    Other,
}

impl ImpactKind {
    pub const ALL: [ImpactKind; 5] =
        [Self::TreesPlanted, Self::AreaCovered, Self::PeopleHelped, Self::WasteCollected, Self::Other];

    /// The name in the database and for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TreesPlanted => "trees_planted",
            Self::AreaCovered => "area_covered",
            Self::PeopleHelped => "people_helped",
            Self::WasteCollected => "waste_collected",
            Self::Other => "other",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The unit of what everyone counts alike; other measures have their own.
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Self::TreesPlanted | Self::PeopleHelped => Some("1"),
            Self::AreaCovered => Some("ha"),
            Self::WasteCollected => Some("kg"),
            Self::Other => None,
        }
    }

    /// Trees and people come whole.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::TreesPlanted | Self::PeopleHelped)
    }
}

/// A measure of a project with the sum of its entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImpactTotal {
    pub id: ImpactMeasureId,
    pub kind: ImpactKind,
    /// In words, for `other`; empty else.
    pub title: Localized,
    /// `1`, `ha`, `kg`, or the organizer's own.
    pub unit: String,
    /// At most two decimals.
    pub total: f64,
    pub entries: i64,
}

/// One count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImpactEntry {
    pub id: ImpactEntryId,
    pub measure_id: ImpactMeasureId,
    /// At most two decimals.
    pub amount: f64,
    pub counted_on: NaiveDate,
    pub note: String,
    /// The approved report that shows it.
    pub report_id: Option<ReportId>,
    pub created_by: String,
}

/// An approved report of the project: it can show what was counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ShownReport {
    pub id: ReportId,
    pub task: String,
    pub submitted_at: DateTime<Utc>,
}

/// What an organizer sees of their counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImpactSheet {
    /// Title of the project.
    pub project: String,
    /// Whether anything can be added.
    pub open: bool,
    pub measures: Vec<ImpactTotal>,
    pub entries: Vec<ImpactEntry>,
    /// The newest that can be evidence.
    pub reports: Vec<ShownReport>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for kind in ImpactKind::ALL {
            assert_eq!(ImpactKind::parse(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_value(kind).expect("JSON"), kind.as_str());
            assert_eq!(kind.unit().is_none(), kind == ImpactKind::Other);
        }
    }
}
