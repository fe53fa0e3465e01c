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
    DuringTask {
        taken_at: DateTime<Utc>,
    },
    /// Minutes before the start (negative) or after the end (positive).
    OutsideTask {
        taken_at: DateTime<Utc>,
        minutes: i64,
    },
}

/// Where the photo was taken, against the project's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlaceSignal {
    /// The photo or the project has no position.
    Unknown,
    /// Within [`NEAR_METRES`].
    Near {
        metres: i64,
    },
    Far {
        metres: i64,
    },
}

/// Whether the picture was seen before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NoveltySignal {
    New,
    /// The same file, byte by byte.
    SameFile {
        photo_id: PhotoId,
        report_id: ReportId,
        thumb_url: String,
    },
    /// Looks like an earlier photo; `similarity` in percent.
    SimilarTo {
        photo_id: PhotoId,
        report_id: ReportId,
        thumb_url: String,
        similarity: i64,
    },
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALMATY: (f64, f64) = (43.238, 76.945);
    const ASTANA: (f64, f64) = (51.128, 71.430);

    /// 21 November 2026, 09:00 to 12:00 at UTC+5, unless told otherwise.
    fn task(hours: Option<(u32, u32)>) -> TaskTime {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        TaskTime {
            day: NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"),
            start: hours.and_then(|(start, _)| at(start)),
            end: hours.and_then(|(_, end)| at(end)),
            utc_offset_hours: 5,
        }
    }

    #[test]
    fn almaty_and_astana_are_known_to_be_972_km_apart() {
        let metres = distance_metres(ALMATY, ASTANA);
        assert!((metres - 972_000.0).abs() < 9_720.0, "{metres}");
    }

    #[test]
    fn a_photo_is_taken_there_within_500_metres() {
        // A degree of latitude is 111.2 km.
        let north = |metres: f64| (ALMATY.0 + metres / 111_195.0, ALMATY.1);
        assert_eq!(place_signal(Some(north(490.0)), Some(ALMATY)).verdict(), Verdict::Fits);
        assert_eq!(place_signal(Some(north(510.0)), Some(ALMATY)).verdict(), Verdict::Look);
        assert_eq!(place_signal(None, Some(ALMATY)), PlaceSignal::Unknown);
        assert_eq!(place_signal(Some(ALMATY), None).verdict(), Verdict::Unknown);
    }

    #[test]
    fn the_time_of_a_photo_is_compared_with_the_hours_at_the_place() {
        let morning = Some((9, 12));
        let table = [
            // In UTC; local time is five hours later.
            ("2026-11-21T04:00:00Z", morning, None),
            ("2026-11-21T07:00:00Z", morning, None),
            // An hour of grace on each side, to the minute.
            ("2026-11-21T03:00:00Z", morning, None),
            ("2026-11-21T02:59:00Z", morning, Some(-61)),
            ("2026-11-21T08:00:00Z", morning, None),
            ("2026-11-21T08:01:00Z", morning, Some(61)),
            ("2026-11-20T04:00:00Z", morning, Some(-1_440)),
            // Without hours the whole local day fits.
            ("2026-11-20T19:00:00Z", None, None),
            ("2026-11-21T18:59:00Z", None, None),
            ("2026-11-20T12:00:00Z", None, Some(-420)),
            ("2026-11-21T21:00:00Z", None, Some(120)),
        ];
        for (taken_at, hours, outside) in table {
            let taken_at: DateTime<Utc> = taken_at.parse().expect("a time");
            let expected = match outside {
                None => TimeSignal::DuringTask { taken_at },
                Some(minutes) => TimeSignal::OutsideTask { taken_at, minutes },
            };
            assert_eq!(time_signal(Some(taken_at), task(hours)), expected, "{taken_at} {hours:?}");
        }
        assert_eq!(time_signal(None, task(morning)).verdict(), Verdict::Unknown);
    }

    proptest! {
        #[test]
        fn a_distance_is_the_same_both_ways_and_at_most_half_around(
            a in (-90.0f64..=90.0, -180.0f64..=180.0), b in (-90.0f64..=90.0, -180.0f64..=180.0),
        ) {
            let there = distance_metres(a, b);
            prop_assert!((there - distance_metres(b, a)).abs() < 1e-3);
            prop_assert!((0.0..=20_015_200.0).contains(&there), "{}", there);
            prop_assert!(distance_metres(a, a) < 1e-3);
        }
    }
}
