//! The report on a project that its organizer prints: figures, tasks, people, photos with evidence.

use birqadam_core::{PhotoId, ProjectId};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::{NoveltySignal, PlaceSignal, ProjectStatus, ReportStatus, TaskStatus, TimeSignal, VolunteerType};

/// Photos that are printed at most: the latest ones.
pub const PRINTED_PHOTOS_MAX: i64 = 200;

/// All of a report but its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectReport {
    pub id: ProjectId,
    pub title: String,
    pub description: String,
    /// The organization, or the person where there is none.
    pub organizer: String,
    /// Who signs.
    pub organizer_name: String,
    pub city: String,
    pub address: String,
    pub volunteer_type: VolunteerType,
    pub status: ProjectStatus,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub cover_key: Option<String>,
    pub figures: ProjectFigures,
    pub weeks: Vec<ReportWeek>,
    /// In the order of [`TaskStatus::ALL`]; those without tasks have 0.
    pub tasks_by_status: Vec<(TaskStatus, i64)>,
    /// In the order of [`ReportStatus::ALL`].
    pub reports_by_status: Vec<(ReportStatus, i64)>,
    /// How many approved reports got 1, 2, … 5 stars.
    pub ratings: [i64; 5],
}

/// The project in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProjectFigures {
    /// Not counting cancelled ones.
    pub tasks: i64,
    pub tasks_completed: i64,
    /// Places on tasks that are not cancelled, and how many of them are taken.
    pub places: i64,
    pub places_taken: i64,
    /// People with a place now or before.
    pub people: i64,
    /// The stated times of completed work; tasks without times count for none.
    pub hours: f64,
    pub reports: i64,
    pub reports_approved: i64,
    /// Of approved reports.
    pub photos: i64,
    /// Average stars of approved reports.
    pub rating: Option<f64>,
    /// Median time from sending to the answer, in seconds.
    pub answer_seconds: Option<f64>,
}

/// Reports sent in a week, by what became of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReportWeek {
    /// Its Monday, here.
    pub begins: NaiveDate,
    pub approved: i64,
    /// Waiting or returned.
    pub open: i64,
    pub rejected: i64,
}

/// A task with what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedTask {
    pub text: String,
    pub status: TaskStatus,
    pub deadline: NaiveDate,
    pub start_time: Option<NaiveTime>,
    pub end_time: Option<NaiveTime>,
    pub places: i64,
    pub taken: i64,
    pub completed: i64,
    pub approved: i64,
}

/// Somebody with a place, past ones included. No contacts: paper is passed on.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedPerson {
    /// Of a minor the first name and an initial.
    pub name: String,
    pub verified: bool,
    pub assigned: i64,
    pub completed: i64,
    pub hours: f64,
    pub reports: i64,
    pub approved: i64,
    /// Average stars in this project.
    pub rating: Option<f64>,
}

/// A photo of an approved report with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedPhoto {
    pub id: PhotoId,
    pub large_key: String,
    pub thumb_key: String,
    /// As in [`PrintedPerson::name`].
    pub volunteer: String,
    pub task: String,
    pub rating: Option<i16>,
    pub submitted_at: DateTime<Utc>,
    pub time: TimeSignal,
    pub place: PlaceSignal,
    pub novelty: NoveltySignal,
    pub position: Option<(f64, f64)>,
    pub camera: Option<String>,
}

/// The name as it is printed: of a minor only the first name and an initial.
pub fn printed_name(name: &str, minor: bool) -> String {
    if !minor {
        return name.to_owned();
    }
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next().and_then(|word| word.chars().next()) {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first.to_owned(),
    }
}

/// Every week from the first to the last, also those in which nothing was sent; at most so many, the
/// latest.
pub fn fill_weeks(found: Vec<ReportWeek>, most: usize) -> Vec<ReportWeek> {
    let (Some(first), Some(last)) = (found.first().map(|week| week.begins), found.last().map(|week| week.begins))
    else {
        return found;
    };
    let empty = |begins| ReportWeek { begins, approved: 0, open: 0, rejected: 0 };
    let mut filled: Vec<ReportWeek> = Vec::new();
    let earliest = last - chrono::Duration::weeks(most.saturating_sub(1) as i64);
    let start = first.max(earliest);
    let mut found = found.into_iter().filter(|week| week.begins >= start).peekable();
    let mut begins = start;
    while begins <= last {
        filled.push(found.next_if(|week| week.begins == begins).unwrap_or_else(|| empty(begins)));
        begins += chrono::Duration::weeks(1);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(day: u32, approved: i64) -> ReportWeek {
        let begins = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        ReportWeek { begins, approved, open: 0, rejected: 0 }
    }

    #[test]
    fn weeks_without_reports_are_shown() {
        let filled = fill_weeks(vec![week(2, 3), week(23, 1)], 52);
        assert_eq!(filled, [week(2, 3), week(9, 0), week(16, 0), week(23, 1)]);
        assert_eq!(fill_weeks(vec![week(2, 3), week(23, 1)], 2), [week(16, 0), week(23, 1)]);
        assert_eq!(fill_weeks(vec![week(2, 3)], 52), [week(2, 3)]);
        assert_eq!(fill_weeks(vec![], 52), []);
    }

    #[test]
    fn a_minor_is_printed_with_an_initial() {
        assert_eq!(printed_name("Айгерім Серікқызы", true), "Айгерім С.");
        assert_eq!(printed_name("Айгерім", true), "Айгерім");
        assert_eq!(printed_name("Айгерім Серікқызы", false), "Айгерім Серікқызы");
    }
}
