//! Days of what has been: spent, given, counted.

use birqadam_core::{FieldCode, validate::Validator};
use chrono::{Datelike, NaiveDate};

/// No project is older; what lies before is a slip of the keyboard.
const EARLIEST_YEAR: i32 = 2015;

/// Reads a day up to `today`; empty is an error too.
pub fn past_day(v: &mut Validator, field: &str, text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let day = v.date(field, text);
    v.check(!text.trim().is_empty(), field, FieldCode::Required);
    v.check(day.is_none_or(|day| day <= today), field, FieldCode::InFuture);
    v.check(day.is_none_or(|day| day.year() >= EARLIEST_YEAR), field, FieldCode::CheckYear);
    day
}

#[cfg(test)]
mod tests {
    use birqadam_core::form::problems;

    use super::*;

    #[test]
    fn days_that_have_been_are_read() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let table = [
            ("21.11.2026", None),
            ("1.1.2015", None),
            ("22.11.2026", Some(FieldCode::InFuture)),
            ("20.11.1926", Some(FieldCode::CheckYear)),
            ("31.12.2014", Some(FieldCode::CheckYear)),
            ("31.02.2026", Some(FieldCode::Date)),
            (" ", Some(FieldCode::Required)),
        ];
        for (text, expected) in table {
            let mut v = Validator::new();
            past_day(&mut v, "day", text, today);
            let found = problems(v.finish()).into_iter().next().map(|error| error.code);
            assert_eq!(found, expected, "{text}");
        }
    }
}
