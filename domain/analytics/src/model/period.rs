//! Periods: from one day to another, both included, in days of the platform's time zone.

use birqadam_core::{FieldCode, Result, validate::Validator};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long the parts of a trend are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    Day,
    /// From Monday.
    Week,
    Month,
}

/// Periods with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    Today,
    /// The last 7 days, today included.
    Week,
    /// The last 30 days, today included.
    Month,
    /// The last 90 days, today included.
    Quarter,
    /// The last 365 days, today included.
    Year,
    ThisMonth,
    LastMonth,
    ThisYear,
    LastYear,
}

/// Days from `from` to `to`, both included; never in the future, never beyond [`LONGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub granularity: Granularity,
}

/// Ten years with their leap days.
pub const LONGEST: i64 = 3653;
/// The most days that are shown one by one.
const MOST_DAYS: i64 = 366;
/// The most days that are shown by week.
const MOST_DAYS_BY_WEEK: i64 = 2 * 366;

/// As it comes in an address; all empty is the last 30 days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "ssr", into_params(parameter_in = Query))]
#[serde(default)]
pub struct PeriodInput {
    /// `today`, `week`, `month` (30 days), `quarter` (90), `year` (365), `this_month`,
    /// `last_month`, `this_year`, `last_year`; ignored beside `from`.
    pub period: String,
    /// First day: `2026-11-01` or `01.11.2026`.
    pub from: String,
    /// Last day; today when only `from` is given.
    pub to: String,
    /// `day`, `week` or `month`; by the length of the period when empty.
    pub granularity: String,
}

impl Preset {
    pub const ALL: [Preset; 9] = [
        Preset::Today,
        Preset::Week,
        Preset::Month,
        Preset::Quarter,
        Preset::Year,
        Preset::ThisMonth,
        Preset::LastMonth,
        Preset::ThisYear,
        Preset::LastYear,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Preset::Today => "today",
            Preset::Week => "week",
            Preset::Month => "month",
            Preset::Quarter => "quarter",
            Preset::Year => "year",
            Preset::ThisMonth => "this_month",
            Preset::LastMonth => "last_month",
            Preset::ThisYear => "this_year",
            Preset::LastYear => "last_year",
        }
    }

    pub fn parse(name: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.as_str() == name)
    }

    /// The days it stands for on the day `today`.
    pub fn period(self, today: NaiveDate) -> Period {
        let month = first_of_month(today);
        let year = first_of_year(today);
        let (from, to) = match self {
            Preset::Today => (today, today),
            Preset::Week => (back(today, 6), today),
            Preset::Month => (back(today, 29), today),
            Preset::Quarter => (back(today, 89), today),
            Preset::Year => (back(today, 364), today),
            Preset::ThisMonth => (month, today),
            Preset::LastMonth => (months_back(month, 1), back(month, 1)),
            Preset::ThisYear => (year, today),
            Preset::LastYear => (months_back(year, 12), back(year, 1)),
        };
        Period { from, to, granularity: Granularity::fitting(days_between(from, to)) }
    }
}

impl Granularity {
    pub fn as_str(self) -> &'static str {
        match self {
            Granularity::Day => "day",
            Granularity::Week => "week",
            Granularity::Month => "month",
        }
    }

    pub fn parse(name: &str) -> Option<Granularity> {
        [Granularity::Day, Granularity::Week, Granularity::Month].into_iter().find(|g| g.as_str() == name)
    }

    /// The one that shows so many days in a readable number of parts.
    pub fn fitting(days: i64) -> Granularity {
        match days {
            ..=31 => Granularity::Day,
            32..=183 => Granularity::Week,
            _ => Granularity::Month,
        }
    }

    /// The first day of the part that the day belongs to.
    pub fn start(self, day: NaiveDate) -> NaiveDate {
        match self {
            Granularity::Day => day,
            Granularity::Week => back(day, u64::from(day.weekday().num_days_from_monday())),
            Granularity::Month => first_of_month(day),
        }
    }

    /// The first day of the next part.
    fn next(self, start: NaiveDate) -> NaiveDate {
        let next = match self {
            Granularity::Day => start.checked_add_days(Days::new(1)),
            Granularity::Week => start.checked_add_days(Days::new(7)),
            Granularity::Month => start.checked_add_months(Months::new(1)),
        };
        next.unwrap_or(NaiveDate::MAX)
    }
}

impl PeriodInput {
    /// # Errors
    /// Through the validator, at `period`, `from`, `to`, `granularity`; the period is then the
    /// last 30 days and not to be used.
    pub fn read(&self, today: NaiveDate, v: &mut Validator) -> Period {
        let granularity = match self.granularity.trim() {
            "" => None,
            name => {
                let granularity = Granularity::parse(name);
                v.check(granularity.is_some(), "granularity", FieldCode::Unknown);
                granularity
            }
        };
        let (from, to) = (v.date("from", &self.from), v.date("to", &self.to));
        let period = match (from, to, Preset::parse(self.period.trim())) {
            (Some(from), to, _) => Period { from, to: to.unwrap_or(today), granularity: Granularity::Day },
            (None, Some(_), _) => {
                v.check(!self.from.trim().is_empty(), "from", FieldCode::Required);
                Preset::Month.period(today)
            }
            (None, None, Some(preset)) => preset.period(today),
            (None, None, None) => {
                v.check(self.period.trim().is_empty(), "period", FieldCode::Unknown);
                Preset::Month.period(today)
            }
        };
        let period = Period { granularity: granularity.unwrap_or(Granularity::fitting(period.days())), ..period };
        period.validate(today, v);
        period
    }

    /// # Errors
    /// As [`PeriodInput::read`], as one [`birqadam_core::Error::Invalid`].
    pub fn parse(&self, today: NaiveDate) -> Result<Period> {
        let mut v = Validator::new();
        let period = self.read(today, &mut v);
        v.finish()?;
        Ok(period)
    }
}

impl Period {
    fn validate(&self, today: NaiveDate, v: &mut Validator) {
        v.check(self.from <= today, "from", FieldCode::InFuture);
        v.check(self.to <= today, "to", FieldCode::InFuture);
        v.check(self.from <= self.to, "to", FieldCode::EndBeforeStart);
        v.check(self.days() <= LONGEST, "from", FieldCode::TooBig(LONGEST));
        let most = match self.granularity {
            Granularity::Day => MOST_DAYS,
            Granularity::Week => MOST_DAYS_BY_WEEK,
            Granularity::Month => LONGEST,
        };
        v.check(self.days() <= most.max(1), "granularity", FieldCode::TooBig(most));
    }

    /// Whether it is one that can be asked about on the day `today`; for what came from outside
    /// in another way than [`PeriodInput`].
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] at `from`, `to` or `granularity`.
    pub fn check(&self, today: NaiveDate) -> Result<()> {
        let mut v = Validator::new();
        self.validate(today, &mut v);
        v.finish()
    }

    /// How many days, both ends included.
    pub fn days(&self) -> i64 {
        days_between(self.from, self.to)
    }

    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The days, weeks or months, cut to the period.
    pub fn parts(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let mut parts = Vec::new();
        let mut start = self.granularity.start(self.from);
        while start <= self.to {
            let next = self.granularity.next(start);
            parts.push((start.max(self.from), back(next, 1).min(self.to)));
            start = next;
        }
        parts
    }

    /// Which of [`Period::parts`] the day belongs to.
    pub fn part_of(&self, day: NaiveDate) -> Option<usize> {
        if !self.contains(day) {
            return None;
        }
        let (first, start) = (self.granularity.start(self.from), self.granularity.start(day));
        let index = match self.granularity {
            Granularity::Day => (start - first).num_days(),
            Granularity::Week => (start - first).num_days() / 7,
            Granularity::Month => {
                i64::from((start.year() - first.year()) * 12) + i64::from(start.month()) - i64::from(first.month())
            }
        };
        usize::try_from(index).ok()
    }

    /// The period just before: of whole months the same number of whole months, otherwise the
    /// same number of days.
    #[must_use]
    pub fn before(&self) -> Period {
        let end = back(self.from, 1);
        let after = self.to.checked_add_days(Days::new(1)).unwrap_or(self.to);
        let whole_months = self.from.day() == 1 && after.day() == 1;
        let from = if whole_months {
            let months = (after.year() - self.from.year()) * 12 + after.month() as i32 - self.from.month() as i32;
            months_back(self.from, u32::try_from(months).unwrap_or(1))
        } else {
            back(self.from, u64::try_from(self.days()).unwrap_or(1))
        };
        Period { from, to: end, granularity: self.granularity }
    }
}

/// The address of a period, as [`PeriodInput`] reads it.
impl From<Period> for PeriodInput {
    fn from(period: Period) -> Self {
        PeriodInput {
            period: String::new(),
            from: period.from.to_string(),
            to: period.to.to_string(),
            granularity: period.granularity.as_str().to_owned(),
        }
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days() + 1
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

fn months_back(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn first_of_year(day: NaiveDate) -> NaiveDate {
    day.with_ordinal(1).unwrap_or(day)
}

#[cfg(test)]
#[path = "period_tests.rs"]
mod tests;
