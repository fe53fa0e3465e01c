//! A month of a resource: which days it is lent, asked for, free.

use birqadam_core::{Error, FieldCode, ProjectId, Result};
use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{LendingPeriod, ResourceDays, ResourceRequestStatus};

/// A month of a year, `2026-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    /// Its first day.
    first: NaiveDate,
}

impl Month {
    pub fn of(day: NaiveDate) -> Self {
        Month { first: day.with_day(1).unwrap_or(day) }
    }

    /// `2026-12`; nothing is the month of `today`.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `month`, also for years that nobody plans.
    pub fn read(text: &str, today: NaiveDate) -> Result<Self> {
        if text.trim().is_empty() {
            return Ok(Month::of(today));
        }
        NaiveDate::parse_from_str(&format!("{}-01", text.trim()), "%Y-%m-%d")
            .ok()
            .filter(|first| (2000..=2100).contains(&first.year()))
            .map(Month::of)
            .ok_or_else(|| Error::field("month", FieldCode::Malformed))
    }

    pub fn first(self) -> NaiveDate {
        self.first
    }

    pub fn last(self) -> NaiveDate {
        self.next().first.pred_opt().unwrap_or(self.first)
    }

    pub fn next(self) -> Self {
        Month { first: self.first.checked_add_months(Months::new(1)).unwrap_or(self.first) }
    }

    pub fn previous(self) -> Self {
        Month { first: self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// As the URL has it: `2026-12`.
    pub fn name(self) -> String {
        self.first.format("%Y-%m").to_string()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.name()
    }
}

impl TryFrom<String> for Month {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Month::read(&text, NaiveDate::default())
    }
}

/// A project by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProjectRef {
    pub id: ProjectId,
    pub title: String,
}

/// A time that is taken or asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CalendarSpan {
    #[serde(flatten)]
    pub period: LendingPeriod,
    pub status: ResourceRequestStatus,
    /// For whom; told to the partner, and to who asked.
    pub project: Option<ProjectRef>,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DayState {
    Past,
    /// Not a day of the week on which it is lent.
    Closed,
    Free,
    /// Asked for, and not promised yet.
    Asked,
    /// Promised, wholly or for some hours.
    Lent,
}

/// A day of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarDay {
    pub day: NaiveDate,
    pub state: DayState,
    /// What touches it, in the order of time.
    pub spans: Vec<CalendarSpan>,
}

/// Weeks from Monday to Sunday; days of other months are left empty.
pub fn month_weeks(
    month: Month,
    spans: &[CalendarSpan],
    days: ResourceDays,
    today: NaiveDate,
) -> Vec<[Option<CalendarDay>; 7]> {
    let before = TimeDelta::days(i64::from(month.first().weekday().num_days_from_monday()));
    let mut weeks = Vec::new();
    let mut monday = month.first() - before;
    while monday <= month.last() {
        weeks.push(std::array::from_fn(|index| {
            let day = monday + TimeDelta::days(index as i64);
            (Month::of(day) == month).then(|| calendar_day(day, spans, days, today))
        }));
        monday += TimeDelta::days(7);
    }
    weeks
}

fn calendar_day(day: NaiveDate, spans: &[CalendarSpan], days: ResourceDays, today: NaiveDate) -> CalendarDay {
    let mut spans: Vec<_> = spans.iter().filter(|span| span.period.touches(day)).cloned().collect();
    spans.sort_by_key(|span| span.period.starts_at);
    let is_lent = |span: &CalendarSpan| !span.status.is_waiting();
    let state = if spans.iter().any(is_lent) {
        DayState::Lent
    } else if day < today {
        DayState::Past
    } else if !spans.is_empty() {
        DayState::Asked
    } else if days.holds(day) {
        DayState::Free
    } else {
        DayState::Closed
    };
    CalendarDay { day, state, spans }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn span(first: &str, last: &str, status: ResourceRequestStatus) -> CalendarSpan {
        CalendarSpan { period: LendingPeriod::days(day(first), day(last)), status, project: None }
    }

    #[test]
    fn a_month_shows_what_is_lent_asked_and_free() {
        let month = Month::read("2026-12", day("2026-11-21")).unwrap();
        let spans = [
            span("2026-11-30", "2026-12-01", ResourceRequestStatus::Approved),
            span("2026-12-05", "2026-12-06", ResourceRequestStatus::Pending),
            span("2026-12-06", "2026-12-06", ResourceRequestStatus::Done),
        ];
        let weeks = month_weeks(month, &spans, ResourceDays::Weekends, day("2026-12-01"));
        assert_eq!(weeks.len(), 5);
        // 1 December 2026 is a Tuesday.
        assert!(weeks[0][0].is_none() && weeks[4][4].is_none());
        let state = |week: usize, weekday: usize| weeks[week][weekday].as_ref().unwrap().state;
        assert_eq!(state(0, 1), DayState::Lent);
        assert_eq!(state(0, 2), DayState::Closed);
        assert_eq!((state(0, 5), state(0, 6)), (DayState::Asked, DayState::Lent));
        assert_eq!(weeks[0][6].as_ref().unwrap().spans.len(), 2);
        assert_eq!(state(1, 5), DayState::Free);
        let later = month_weeks(month, &[], ResourceDays::Every, day("2027-01-01"));
        assert!(later.iter().flatten().flatten().all(|day| day.state == DayState::Past));
    }

    #[test]
    fn months_are_read_and_written() {
        let today = day("2026-11-21");
        assert_eq!(Month::read("", today).unwrap().name(), "2026-11");
        assert_eq!(Month::read("2026-12", today).unwrap().next().name(), "2027-01");
        assert_eq!(Month::read("2027-01", today).unwrap().previous().name(), "2026-12");
        for bad in ["2026", "2026-13", "9999-01", "-1-01", "'; --", "2026-12-01"] {
            assert!(Month::read(bad, today).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_day_of_a_month_stands_once(year in 2000i32..2100, number in 1u32..=12) {
            let first = NaiveDate::from_ymd_opt(year, number, 1).unwrap();
            let month = Month::of(first);
            let weeks = month_weeks(month, &[], ResourceDays::Every, first);
            let shown: Vec<_> = weeks.iter().flatten().flatten().map(|day| day.day).collect();
            let all: Vec<_> = first.iter_days().take_while(|day| day.month() == number).collect();
            prop_assert_eq!(shown, all);
            for week in weeks {
                for (index, day) in week.iter().enumerate() {
                    let weekday = day.as_ref().map(|day| day.day.weekday().num_days_from_monday() as usize);
                    prop_assert!(weekday.is_none_or(|weekday| weekday == index));
                }
            }
        }
    }
}
