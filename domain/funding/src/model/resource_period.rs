//! From when until when something is asked for: read from days and times as people type them, or
//! from two moments as programs send them.

use birqadam_core::{FieldCode, validate::Validator};
use chrono::{DateTime, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::ResourceDays;

/// The longest lending.
pub const LENDING_DAYS_MAX: i64 = 92;

/// How far ahead something can be asked for.
const AHEAD: Months = Months::new(24);

/// All of Kazakhstan; as `ssr::ctx::PLATFORM_UTC_OFFSET_HOURS`, which the browser does not have.
const UTC_OFFSET: TimeDelta = TimeDelta::hours(5);

/// A beginning and an end after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LendingPeriod {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

impl LendingPeriod {
    /// Whole days, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Self {
        LendingPeriod {
            starts_at: moment(first, NaiveTime::MIN),
            ends_at: moment(last, NaiveTime::MIN) + TimeDelta::days(1),
        }
    }

    /// The day here on which it begins.
    pub fn first_day(&self) -> NaiveDate {
        (self.starts_at + UTC_OFFSET).date_naive()
    }

    /// The last day here that it touches.
    pub fn last_day(&self) -> NaiveDate {
        (self.ends_at + UTC_OFFSET - TimeDelta::nanoseconds(1)).date_naive()
    }

    /// Whether it is lent from midnight to midnight.
    pub fn is_whole_days(&self) -> bool {
        *self == LendingPeriod::days(self.first_day(), self.last_day())
    }

    /// The time of day here at which it begins and ends.
    pub fn times(&self) -> (NaiveTime, NaiveTime) {
        ((self.starts_at + UTC_OFFSET).time(), (self.ends_at + UTC_OFFSET).time())
    }

    pub fn touches(&self, day: NaiveDate) -> bool {
        (self.first_day()..=self.last_day()).contains(&day)
    }

    /// Whether every day of it is one on which the resource is lent.
    pub fn fits(&self, days: ResourceDays) -> bool {
        self.first_day().iter_days().take_while(|day| *day <= self.last_day()).all(|day| days.holds(day))
    }
}

fn moment(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    day.and_time(time).and_utc() - UTC_OFFSET
}

/// What was typed or sent. Either `date` (with `until` and times where they matter) or both moments.
#[derive(Clone, Copy, Debug)]
pub struct PeriodFields<'a> {
    pub date: &'a str,
    pub until: &'a str,
    pub start_time: &'a str,
    pub end_time: &'a str,
    pub starts_at: &'a str,
    pub ends_at: &'a str,
}

impl PeriodFields<'_> {
    /// The period, or `None` with what is wrong at its fields. Nothing is asked for that is over by
    /// `now`.
    pub fn read(&self, v: &mut Validator, now: DateTime<Utc>) -> Option<LendingPeriod> {
        let by_moments = !self.starts_at.trim().is_empty() || !self.ends_at.trim().is_empty();
        let (period, first, last) = if by_moments {
            (self.read_moments(v)?, "starts_at", "ends_at")
        } else {
            let last = if self.until.trim().is_empty() { "end_time" } else { "until" };
            (self.read_days(v)?, "date", last)
        };
        let today = now.checked_add_signed(UTC_OFFSET).map(|now| now.date_naive());
        // The browser knows no time, and leaves what is too late or too far to the server.
        let latest = today.filter(|_| now > DateTime::<Utc>::MIN_UTC).and_then(|today| today.checked_add_months(AHEAD));
        if period.ends_at <= period.starts_at {
            v.add(last, FieldCode::EndBeforeStart);
        } else if today.is_some_and(|today| period.first_day() < today) || period.ends_at <= now {
            v.add(first, FieldCode::InPast);
        } else if latest.is_some_and(|latest| period.first_day() > latest) {
            v.add(first, FieldCode::CheckYear);
        } else if period.ends_at - period.starts_at > TimeDelta::days(LENDING_DAYS_MAX) {
            v.add(if last == "end_time" { "date" } else { last }, FieldCode::TooManyDays(LENDING_DAYS_MAX));
        } else {
            return Some(period);
        }
        None
    }

    fn read_days(&self, v: &mut Validator) -> Option<LendingPeriod> {
        v.check(!self.date.trim().is_empty(), "date", FieldCode::Required);
        let (date, until) = (v.date("date", self.date), v.date("until", self.until));
        let (start, end) = (v.time("start_time", self.start_time), v.time("end_time", self.end_time));
        let typed = |read: bool, text: &str| read || text.trim().is_empty();
        let whole = typed(until.is_some(), self.until)
            && typed(start.is_some(), self.start_time)
            && typed(end.is_some(), self.end_time);
        let first = date.filter(|_| whole)?;
        let last = until.unwrap_or(first);
        let ends_at = match end {
            Some(time) => moment(last, time),
            None => LendingPeriod::days(last, last).ends_at,
        };
        Some(LendingPeriod { starts_at: moment(first, start.unwrap_or(NaiveTime::MIN)), ends_at })
    }

    fn read_moments(&self, v: &mut Validator) -> Option<LendingPeriod> {
        let mut read = |field: &str, text: &str| {
            if text.trim().is_empty() {
                v.add(field, FieldCode::Required);
                return None;
            }
            let moment = DateTime::parse_from_rfc3339(text.trim()).ok().map(|moment| moment.to_utc());
            if moment.is_none() {
                v.add(field, FieldCode::Malformed);
            }
            moment
        };
        let (starts_at, ends_at) = (read("starts_at", self.starts_at), read("ends_at", self.ends_at));
        Some(LendingPeriod { starts_at: starts_at?, ends_at: ends_at? })
    }
}

#[cfg(test)]
mod tests {
    use birqadam_core::form::problems;
    use proptest::prelude::*;

    use super::*;

    const EMPTY: PeriodFields<'_> =
        PeriodFields { date: "", until: "", start_time: "", end_time: "", starts_at: "", ends_at: "" };

    fn now() -> DateTime<Utc> {
        // 15:00 in Almaty.
        "2026-11-21T10:00:00Z".parse().unwrap()
    }

    fn read(fields: PeriodFields<'_>) -> Result<LendingPeriod, (String, FieldCode)> {
        let mut v = Validator::new();
        let period = fields.read(&mut v, now());
        let first = problems(v.finish()).into_iter().next().map(|error| (error.field, error.code));
        match (period, first) {
            (Some(period), None) => Ok(period),
            (None, Some(wrong)) => Err(wrong),
            other => panic!("a period or an error, not {other:?}"),
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_whole_and_end_at_midnight_here() {
        let one = read(PeriodFields { date: "1.12.2026", ..EMPTY }).unwrap();
        assert_eq!((one.starts_at, one.ends_at), (at("2026-11-30T19:00:00Z"), at("2026-12-01T19:00:00Z")));
        assert!(one.is_whole_days() && one.first_day() == one.last_day());
        let two =
            read(PeriodFields { date: "2026-12-01", until: "02.12.2026", start_time: "9", end_time: "18.30", ..EMPTY });
        let two = two.unwrap();
        assert_eq!((two.starts_at, two.ends_at), (at("2026-12-01T04:00:00Z"), at("2026-12-02T13:30:00Z")));
        assert!(!two.is_whole_days() && two.last_day() == two.first_day().succ_opt().unwrap());
        let sent = PeriodFields { starts_at: "2026-12-01T09:00:00+05:00", ends_at: "2026-12-02T13:30:00Z", ..EMPTY };
        assert_eq!(read(sent), Ok(two));
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        let table = [
            (EMPTY, "date", FieldCode::Required),
            (PeriodFields { date: "завтра", ..EMPTY }, "date", FieldCode::Date),
            (PeriodFields { date: "20.11.2026", ..EMPTY }, "date", FieldCode::InPast),
            (PeriodFields { date: "21.11.2026", end_time: "14:00", ..EMPTY }, "date", FieldCode::InPast),
            (PeriodFields { date: "22.11.2028", ..EMPTY }, "date", FieldCode::CheckYear),
            (PeriodFields { date: "31.12.9999", ..EMPTY }, "date", FieldCode::CheckYear),
            (PeriodFields { date: "1.12.2026", until: "30.11.2026", ..EMPTY }, "until", FieldCode::EndBeforeStart),
            (
                PeriodFields { date: "1.12.2026", start_time: "12", end_time: "12", ..EMPTY },
                "end_time",
                FieldCode::EndBeforeStart,
            ),
            (PeriodFields { date: "1.12.2026", start_time: "25:00", ..EMPTY }, "start_time", FieldCode::Time),
            (PeriodFields { date: "1.12.2026", until: "1.4.2027", ..EMPTY }, "until", FieldCode::TooManyDays(92)),
            (PeriodFields { starts_at: "2026-12-01T09:00:00Z", ..EMPTY }, "ends_at", FieldCode::Required),
            (
                PeriodFields { starts_at: "1.12.2026", ends_at: "2026-12-01T09:00:00Z", ..EMPTY },
                "starts_at",
                FieldCode::Malformed,
            ),
        ];
        for (fields, field, code) in table {
            assert_eq!(read(fields), Err((field.to_owned(), code)), "{fields:?}");
        }
    }

    #[test]
    fn today_can_still_be_asked_for() {
        assert!(read(PeriodFields { date: "21.11.2026", ..EMPTY }).is_ok());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_period_or_an_error(date in ".{0,12}", until in ".{0,12}", time in ".{0,6}", at in ".{0,30}") {
            let fields = PeriodFields { date: &date, until: &until, start_time: &time, end_time: "", starts_at: &at, ends_at: "" };
            let mut v = Validator::new();
            let period = fields.read(&mut v, DateTime::<Utc>::MIN_UTC);
            prop_assert_eq!(period.is_some(), v.is_ok());
            prop_assert!(period.is_none_or(|period| period.starts_at < period.ends_at));
        }

        #[test]
        fn a_period_touches_its_days_and_no_other(start in 0i64..1000, days in 0i64..90, day in -10i64..1100) {
            let zero = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            let (first, last) = (zero + TimeDelta::days(start), zero + TimeDelta::days(start + days));
            let period = LendingPeriod::days(first, last);
            prop_assert!(period.is_whole_days());
            let touched = (start..=start + days).contains(&day);
            prop_assert_eq!(period.touches(zero + TimeDelta::days(day)), touched);
        }
    }
}
