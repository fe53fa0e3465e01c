//! The evidence card: what a photo itself says about when, where and whether it is new. Each
//! signal is explained; a camera that says nothing is "unknown", never guilt.

use birqadam_core::{PhotoId, ReportId};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// How a signal speaks for the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Fits the task.
    Fits,
    /// Nothing is known.
    Unknown,
    /// Deserves a look.
    Look,
}

/// When the photo was taken, against the task's day and hours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimeSignal {
    Unknown,
    /// Within the task's hours (an hour of grace each side), or on its day when it has no hours.
    DuringTask { taken_at: DateTime<Utc> },
    /// Minutes before the start (negative) or after the end (positive).
    OutsideTask { taken_at: DateTime<Utc>, minutes: i64 },
}

/// Where the photo was taken, against the project's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlaceSignal {
    /// The photo or the project has no position.
    Unknown,
    /// Within [`NEAR_METRES`].
    Near { metres: i64 },
    Far { metres: i64 },
}

/// Whether the picture was seen before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NoveltySignal {
    New,
    /// The same file, byte by byte.
    SameFile { photo_id: PhotoId, report_id: ReportId, thumb_url: String },
    /// Looks like an earlier photo; `similarity` in percent.
    SimilarTo { photo_id: PhotoId, report_id: ReportId, thumb_url: String, similarity: i64 },
}

/// All signals of one photo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Evidence {
    pub time: TimeSignal,
    pub place: PlaceSignal,
    pub novelty: NoveltySignal,
    pub camera: Option<String>,
}

/// A photo this close to the project's point was taken "there".
pub const NEAR_METRES: i64 = 500;
/// Photos up to this many differing bits of 64 are called similar.
pub const SIMILAR_BITS: u32 = 8;
/// Minutes of grace before the start and after the end of a task.
pub const GRACE_MINUTES: i64 = 60;

impl TimeSignal {
    pub fn verdict(&self) -> Verdict {
        match self {
            TimeSignal::Unknown => Verdict::Unknown,
            TimeSignal::DuringTask { .. } => Verdict::Fits,
            TimeSignal::OutsideTask { .. } => Verdict::Look,
        }
    }
}

impl PlaceSignal {
    pub fn verdict(&self) -> Verdict {
        match self {
            PlaceSignal::Unknown => Verdict::Unknown,
            PlaceSignal::Near { .. } => Verdict::Fits,
            PlaceSignal::Far { .. } => Verdict::Look,
        }
    }
}

impl NoveltySignal {
    pub fn verdict(&self) -> Verdict {
        match self {
            NoveltySignal::New => Verdict::Fits,
            _ => Verdict::Look,
        }
    }
}

/// When a task takes place, for [`time_signal`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaskTime {
    pub day: NaiveDate,
    pub start: Option<NaiveTime>,
    pub end: Option<NaiveTime>,
    /// Hours east of UTC at the task's place.
    pub utc_offset_hours: i64,
}

/// Compares a capture time with a task's day and hours.
pub fn time_signal(taken_at: Option<DateTime<Utc>>, task: TaskTime) -> TimeSignal {
    let Some(taken_at) = taken_at else { return TimeSignal::Unknown };
    let local = (taken_at + chrono::Duration::hours(task.utc_offset_hours)).naive_utc();
    let start = task.day.and_time(task.start.unwrap_or(NaiveTime::MIN));
    let end = match task.end {
        Some(end) => task.day.and_time(end),
        None => task.day.and_time(NaiveTime::MIN) + chrono::Duration::days(1),
    };
    let before = (local - start).num_minutes();
    let after = (local - end).num_minutes();
    if before < -GRACE_MINUTES {
        TimeSignal::OutsideTask { taken_at, minutes: before }
    } else if after > GRACE_MINUTES {
        TimeSignal::OutsideTask { taken_at, minutes: after }
    } else {
        TimeSignal::DuringTask { taken_at }
    }
}

/// Compares two positions in degrees (WGS 84).
pub fn place_signal(photo: Option<(f64, f64)>, project: Option<(f64, f64)>) -> PlaceSignal {
    let (Some(photo), Some(project)) = (photo, project) else { return PlaceSignal::Unknown };
    let metres = distance_metres(photo, project).round() as i64;
    if metres <= NEAR_METRES { PlaceSignal::Near { metres } } else { PlaceSignal::Far { metres } }
}

/// Great-circle distance in metres by the haversine formula, mean Earth radius 6,371,008.8 m (IUGG).
pub fn distance_metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    const EARTH_RADIUS_METRES: f64 = 6_371_008.8;
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let (dlat, dlng) = (lat_b - lat_a, (b.1 - a.1).to_radians());
    let h = (dlat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (dlng / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_METRES * h.sqrt().min(1.0).asin()
}
