//! Periods people ask for, also the odd ones.

use birqadam_core::form::problems;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn input(from: &str, to: &str) -> PeriodInput {
    PeriodInput { from: from.into(), to: to.into(), ..Default::default() }
}

const TODAY: &str = "2026-11-21";

#[test]
fn odd_periods_are_refused_at_their_field() {
    let table = [
        (input("", ""), None),
        (input("2026-11-21", "2026-11-21"), None),
        (input("01.11.2026", ""), None),
        (input("2016-11-22", "2026-11-21"), None),
        (input("", "2026-11-01"), Some(("from", FieldCode::Required))),
        (input("nonsense", "2026-11-01"), Some(("from", FieldCode::Date))),
        (input("2026-11-22", "2026-11-23"), Some(("from", FieldCode::InFuture))),
        (input("2026-11-01", "2026-11-22"), Some(("to", FieldCode::InFuture))),
        (input("2026-11-10", "2026-11-01"), Some(("to", FieldCode::EndBeforeStart))),
        (input("2016-11-01", "2026-11-21"), Some(("from", FieldCode::TooBig(LONGEST)))),
        (input("'\";--", ""), Some(("from", FieldCode::Date))),
        (PeriodInput { period: "month".into(), ..Default::default() }, None),
        (PeriodInput { period: "aeon".into(), ..Default::default() }, Some(("period", FieldCode::Unknown))),
        (PeriodInput { granularity: "hour".into(), ..Default::default() }, Some(("granularity", FieldCode::Unknown))),
        (
            PeriodInput { granularity: "day".into(), ..input("2020-01-01", "") },
            Some(("granularity", FieldCode::TooBig(366))),
        ),
    ];
    for (input, expected) in table {
        let errors = problems(input.parse(day(TODAY)).map(|_| ()));
        let first = errors.first().map(|error| (error.field.as_str(), error.code.clone()));
        assert_eq!(first, expected, "{input:?}");
    }
}

#[test]
fn presets_mean_these_days() {
    let table = [
        (Preset::Today, "2026-11-21", "2026-11-21", Granularity::Day),
        (Preset::Week, "2026-11-15", "2026-11-21", Granularity::Day),
        (Preset::Month, "2026-10-23", "2026-11-21", Granularity::Day),
        (Preset::Quarter, "2026-08-24", "2026-11-21", Granularity::Week),
        (Preset::Year, "2025-11-22", "2026-11-21", Granularity::Month),
        (Preset::ThisMonth, "2026-11-01", "2026-11-21", Granularity::Day),
        (Preset::LastMonth, "2026-10-01", "2026-10-31", Granularity::Day),
        (Preset::ThisYear, "2026-01-01", "2026-11-21", Granularity::Month),
        (Preset::LastYear, "2025-01-01", "2025-12-31", Granularity::Month),
    ];
    for (preset, from, to, granularity) in table {
        assert_eq!(preset.period(day(TODAY)), Period { from: day(from), to: day(to), granularity }, "{preset:?}");
        assert_eq!(Preset::parse(preset.as_str()), Some(preset));
    }
}

#[test]
fn before_a_month_is_the_month_before() {
    let table = [
        (("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")),
        (("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
        (("2026-11-01", "2026-11-21"), ("2026-10-11", "2026-10-31")),
        (("2026-11-21", "2026-11-21"), ("2026-11-20", "2026-11-20")),
    ];
    for ((from, to), (before_from, before_to)) in table {
        let period = Period { from: day(from), to: day(to), granularity: Granularity::Day };
        let before = period.before();
        assert_eq!((before.from, before.to), (day(before_from), day(before_to)), "{from} {to}");
    }
}

#[test]
fn weeks_begin_on_monday_and_are_cut_to_the_period() {
    // 21 November 2026 is a Saturday.
    let period = Period { from: day("2026-11-11"), to: day("2026-11-21"), granularity: Granularity::Week };
    assert_eq!(period.parts(), [(day("2026-11-11"), day("2026-11-15")), (day("2026-11-16"), day("2026-11-21"))]);
}

proptest! {
    #[test]
    fn every_day_belongs_to_exactly_one_part(start in 0i64..4000, length in 0i64..800, which in 0usize..3) {
        let granularity = [Granularity::Day, Granularity::Week, Granularity::Month][which];
        let from = day("2016-01-01") + chrono::TimeDelta::days(start);
        let period = Period { from, to: from + chrono::TimeDelta::days(length), granularity };
        let parts = period.parts();
        let mut at = period.from;
        while at <= period.to {
            let index = period.part_of(at).unwrap();
            prop_assert!(parts[index].0 <= at && at <= parts[index].1);
            at = at.succ_opt().unwrap();
        }
        prop_assert_eq!(parts.first().map(|part| part.0), Some(period.from));
        prop_assert_eq!(parts.last().map(|part| part.1), Some(period.to));
        prop_assert_eq!(period.part_of(period.to.succ_opt().unwrap()), None);
        prop_assert_eq!(period.before().to.succ_opt(), Some(period.from));
    }
}
