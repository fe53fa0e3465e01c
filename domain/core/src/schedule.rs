//! Reports that come by themselves: what a person chooses, and when the next one is due.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    FieldCode, FormInput, Locale, ProjectId, ScheduleId,
    error::{FieldError, Result},
    export::ExportFormat,
    form::problems,
    named,
    validate::Validator,
};

/// Schedules of one person.
pub const SCHEDULES_MAX: i64 = 20;
/// Periods that are made up for after the platform was down; older ones are left out.
pub const MISSED_MAX: usize = 4;
/// When reports are made, in the platform's time zone (UTC+5).
const HOUR: u32 = 8;
const UTC_OFFSET: TimeDelta = TimeDelta::hours(5);

named! {
    /// How often.
    SchedulePeriod {
        /// On Mondays, of the week before.
        Weekly = "weekly",
        /// On the first, of the month before.
        Monthly = "monthly",
    }
}

impl SchedulePeriod {
    /// The first moment after `now` when a period is over and its report is due.
    pub fn next_after(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let mut day = self.start_of((now + UTC_OFFSET).date_naive());
        while due_on(day) <= now {
            day = self.following(day);
        }
        due_on(day)
    }

    /// First and last day of the period whose report is due at that moment.
    pub fn covered_at(self, due: DateTime<Utc>) -> (NaiveDate, NaiveDate) {
        let start = self.start_of((due + UTC_OFFSET).date_naive());
        let last = start.pred_opt().unwrap_or(start);
        (self.start_of(last), last)
    }

    /// The moment that is to be served when `due` has come or passed: `due` itself, or a later one when
    /// more than [`MISSED_MAX`] were missed.
    pub fn first_to_serve(self, due: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        let mut missed = vec![due];
        while let Some(next) = missed.last().map(|last| self.next_after(*last)).filter(|next| *next <= now) {
            missed.push(next);
        }
        missed[missed.len().saturating_sub(MISSED_MAX)]
    }

    fn start_of(self, day: NaiveDate) -> NaiveDate {
        let back = match self {
            SchedulePeriod::Weekly => day.weekday().num_days_from_monday(),
            SchedulePeriod::Monthly => day.day0(),
        };
        day.checked_sub_days(Days::new(back.into())).unwrap_or(day)
    }

    fn following(self, start: NaiveDate) -> NaiveDate {
        let next = match self {
            SchedulePeriod::Weekly => start.checked_add_days(Days::new(7)),
            SchedulePeriod::Monthly => start.checked_add_months(Months::new(1)),
        };
        next.unwrap_or(NaiveDate::MAX)
    }
}

fn due_on(day: NaiveDate) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    (day.and_time(time) - UTC_OFFSET).and_utc()
}

/// One report that comes by itself, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReportSchedule {
    pub id: ScheduleId,
    /// `project_report` or `period_report`.
    pub report: String,
    /// Of a project's report: which, and its title.
    pub project_id: Option<ProjectId>,
    pub project: Option<String>,
    pub period: SchedulePeriod,
    pub format: ExportFormat,
    pub locale: Locale,
    pub is_on: bool,
    pub next_at: DateTime<Utc>,
    /// Why it ended by itself: a stable code.
    pub ended: Option<String>,
}

/// What is to come by itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ScheduleInput {
    /// `all`: figures of everything one may see them of (the platform, or one's own projects); or the
    /// id of one of one's own projects.
    #[cfg_attr(feature = "ssr", schema(example = "all"))]
    pub about: String,
    /// `weekly` or `monthly`.
    #[cfg_attr(feature = "ssr", schema(example = "weekly"))]
    pub period: String,
    /// `pdf` or `xlsx`.
    #[cfg_attr(feature = "ssr", schema(example = "pdf"))]
    pub format: String,
    /// The language of the report: `ru`, `kk`, `en`.
    #[cfg_attr(feature = "ssr", schema(example = "kk"))]
    pub locale: String,
}

/// A schedule that has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSchedule {
    /// `None`: everything.
    pub project: Option<ProjectId>,
    pub period: SchedulePeriod,
    pub format: ExportFormat,
    pub locale: Locale,
}

impl ScheduleInput {
    /// # Errors
    /// [`crate::Error::Invalid`] at each field that cannot be understood.
    pub fn validate(&self) -> Result<NewSchedule> {
        let mut v = Validator::new();
        let about = self.about.trim();
        let project = about.parse().ok().map(ProjectId);
        v.check(!about.is_empty(), "about", FieldCode::Required);
        v.check(about.is_empty() || about == "all" || project.is_some(), "about", FieldCode::Unknown);
        let period = choice(&mut v, "period", &self.period, SchedulePeriod::parse);
        let format = choice(&mut v, "format", &self.format, |name| {
            ExportFormat::parse(name).filter(|format| *format != ExportFormat::Csv)
        });
        let locale =
            choice(&mut v, "locale", &self.locale, |tag| Locale::ALL.into_iter().find(|locale| locale.as_str() == tag));
        v.finish()?;
        Ok(NewSchedule {
            project,
            period: period.unwrap_or(SchedulePeriod::Weekly),
            format: format.unwrap_or(ExportFormat::Pdf),
            locale: locale.unwrap_or_default(),
        })
    }
}

fn choice<T>(v: &mut Validator, name: &'static str, text: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    let value = parse(text.trim());
    let code = if text.trim().is_empty() { FieldCode::Required } else { FieldCode::Unknown };
    v.check(value.is_some(), name, code);
    value
}

impl FormInput for ScheduleInput {
    const NAME: &'static str = "schedule";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> DateTime<Utc> {
        format!("{text}:00+05:00").parse().expect("a moment")
    }

    #[test]
    fn a_report_is_due_on_mondays_and_on_the_first_at_eight() {
        use SchedulePeriod::{Monthly, Weekly};
        // 16.11.2026 is a Monday.
        let table = [
            (Weekly, "2026-11-21T12:00", "2026-11-23T08:00", "2026-11-16", "2026-11-22"),
            (Weekly, "2026-11-23T07:59", "2026-11-23T08:00", "2026-11-16", "2026-11-22"),
            (Weekly, "2026-11-23T08:00", "2026-11-30T08:00", "2026-11-23", "2026-11-29"),
            (Weekly, "2026-12-31T23:59", "2027-01-04T08:00", "2026-12-28", "2027-01-03"),
            (Monthly, "2026-11-21T12:00", "2026-12-01T08:00", "2026-11-01", "2026-11-30"),
            (Monthly, "2028-02-29T23:59", "2028-03-01T08:00", "2028-02-01", "2028-02-29"),
            (Monthly, "2026-12-31T23:59", "2027-01-01T08:00", "2026-12-01", "2026-12-31"),
        ];
        for (period, now, due, from, to) in table {
            let next = period.next_after(moment(now));
            assert_eq!(next, moment(due), "{period:?} after {now}");
            let (first, last) = period.covered_at(next);
            assert_eq!((first.to_string(), last.to_string()), (from.to_owned(), to.to_owned()), "{period:?} {now}");
        }
    }

    #[test]
    fn a_few_missed_periods_are_made_up_for() {
        let weekly = SchedulePeriod::Weekly;
        let due = moment("2026-11-02T08:00");
        assert_eq!(weekly.first_to_serve(due, moment("2026-11-02T08:00")), due);
        assert_eq!(weekly.first_to_serve(due, moment("2026-11-24T08:00")), due, "four");
        let later = weekly.first_to_serve(due, moment("2026-12-15T00:00"));
        assert_eq!(later, moment("2026-11-23T08:00"), "the last four: 23.11., 30.11., 7.12., 14.12.");
    }

    #[test]
    fn what_cannot_be_understood_is_said_at_its_field() {
        let input = |about: &str, period: &str, format: &str, locale: &str| ScheduleInput {
            about: about.into(),
            period: period.into(),
            format: format.into(),
            locale: locale.into(),
        };
        let good = input("5", "weekly", "pdf", "kk").validate().expect("good");
        assert_eq!((good.project, good.locale), (Some(ProjectId(5)), Locale::Kk));
        assert_eq!(input("all", "monthly", "xlsx", "en").validate().expect("good").project, None);
        let named = |input: ScheduleInput| input.check().into_iter().map(|e| e.field).collect::<Vec<_>>();
        assert_eq!(named(ScheduleInput::default()), ["about", "period", "format", "locale"]);
        assert_eq!(named(input("5'; --", "hourly", "csv", "ru-RU")), ["about", "period", "format", "locale"]);
    }
}
