//! Dates, times and numbers as people here type them, and as forms and programs send them.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer};

/// Forms send texts, programs numbers: `5`, `5.5`, `"5"` and null alike, as text. For `deserialize_with`.
///
/// # Errors
/// For anything else.
pub fn text_or_number<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    maybe_text_or_number(d).map(Option::unwrap_or_default)
}

/// The same, where nothing is not the empty text.
///
/// # Errors
/// As [`text_or_number`].
pub fn maybe_text_or_number<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Integer(i64),
        Number(f64),
    }
    Ok(Option::<Either>::deserialize(d)?.map(|sent| match sent {
        Either::Text(text) => text,
        Either::Integer(number) => number.to_string(),
        Either::Number(number) => number.to_string(),
    }))
}

/// Why a text is no whole number in its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    Malformed,
    TooSmall,
    TooBig,
}

/// `01.11.2025`, `1.11.25`, `1/11/2025`, `01112025`, `2025-11-01`; the day comes first, two digits of a year
/// mean this century. Beyond 1900…9999 a date is a slip of the finger.
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let separators = ['.', '/', ',', ' ', '\u{a0}'];
    let spread;
    // Digits alone, from a keypad that has nothing else.
    let text = match text.len() {
        6 | 8 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            spread = format!("{}.{}.{}", &text[..2], &text[2..4], &text[4..]);
            &spread
        }
        _ => text,
    };
    let day = if text.contains('-') {
        let mut parts = text.split('-');
        let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
        parts.next().is_none().then(|| NaiveDate::from_ymd_opt(year as i32, month, day)).flatten()?
    } else {
        let mut parts = text.trim_end_matches('.').split(separators).filter(|part| !part.is_empty());
        let (day, month, year) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?, parts.next()?);
        let year = if year.len() == 2 { 2000 + number(year, 2)? } else { number(year, 4)? };
        parts.next().is_none().then(|| NaiveDate::from_ymd_opt(year as i32, month, day)).flatten()?
    };
    (1900..=9999).contains(&day.year()).then_some(day)
}

/// `09:00`, `9:00`, `9.00`, `9,00`, `9-00`, `0900`, `9`; seconds are dropped.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let parts: Vec<&str> = text.split([':', '.', ',', '-', ' ']).collect();
    let (hour, minute) = match parts.as_slice() {
        [all] if all.len() > 2 => all.is_ascii().then(|| all.split_at(all.len() - 2))?,
        [hour] => (*hour, "0"),
        [hour, minute] if minute.len() == 2 => (*hour, *minute),
        [hour, minute, second] if minute.len() == 2 && number(second, 2)? < 60 => (*hour, *minute),
        _ => return None,
    };
    NaiveTime::from_hms_opt(number(hour, 2)?, number(minute, 2)?, 0)
}

/// Digits, with spaces between groups as people write them, within `min..=max`. Digits beyond
/// 64 bits are too big or too small, by their sign.
///
/// # Errors
/// See [`NotANumber`].
pub fn whole_number(text: &str, min: i64, max: i64) -> Result<i64, NotANumber> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.replace('−', "-");
    let digits = text.strip_prefix('-').unwrap_or(&text);
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err(NotANumber::Malformed);
    }
    match text.parse::<i64>() {
        Ok(number) if number < min => Err(NotANumber::TooSmall),
        Ok(number) if number <= max => Ok(number),
        _ if text.starts_with('-') => Err(NotANumber::TooSmall),
        _ => Err(NotANumber::TooBig),
    }
}

/// A few digits and nothing else.
fn number(text: &str, digits_max: usize) -> Option<u32> {
    let is_number = (1..=digits_max).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates() {
        let table = [
            ("01.11.2025", Some((2025, 11, 1))),
            ("1.11.25", Some((2025, 11, 1))),
            (" 1/11/2025 ", Some((2025, 11, 1))),
            ("1,11,2025", Some((2025, 11, 1))),
            ("01 11 2025", Some((2025, 11, 1))),
            ("01. 11. 2025", Some((2025, 11, 1))),
            ("01.11.2025.", Some((2025, 11, 1))),
            ("01112025", Some((2025, 11, 1))),
            ("011125", Some((2025, 11, 1))),
            ("2025-11-01", Some((2025, 11, 1))),
            ("2025-11-1", Some((2025, 11, 1))),
            ("29.02.2028", Some((2028, 2, 29))),
            ("29.02.2026", None),
            ("31.04.2026", None),
            ("11.13.2025", None),
            ("0.1.2025", None),
            ("01.11", None),
            ("01.11.1", None),
            ("01.11.12025", None),
            ("1.1.1899", None),
            ("2025-11-01-02", None),
            ("1.11.2025.3", None),
            ("завтра", None),
            ("", None),
            ("-", None),
            ("١.١١.٢٠٢٥", None),
        ];
        for (text, expected) in table {
            let expected = expected.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
            assert_eq!(date(text), expected, "{text:?}");
        }
    }

    #[test]
    fn times() {
        let table = [
            ("09:00", Some((9, 0))),
            ("9:00", Some((9, 0))),
            ("9.30", Some((9, 30))),
            ("9-30", Some((9, 30))),
            ("9,30", Some((9, 30))),
            ("9 30", Some((9, 30))),
            ("0930", Some((9, 30))),
            ("930", Some((9, 30))),
            ("9", Some((9, 0))),
            ("00:00", Some((0, 0))),
            ("23:59:59", Some((23, 59))),
            ("24:00", None),
            ("9:60", None),
            ("9:5", None),
            ("9:00:99", None),
            ("9 утра", None),
            ("", None),
            (":", None),
            ("пол", None),
            ("1:00:00:00", None),
        ];
        for (text, expected) in table {
            assert_eq!(time(text), expected.and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0)), "{text:?}");
        }
    }

    #[test]
    fn numbers() {
        let table = [
            ("1 250 000", Ok(1_250_000)),
            ("1\u{a0}250\u{202f}000", Ok(1_250_000)),
            ("0", Ok(0)),
            ("-1", Err(NotANumber::TooSmall)),
            ("−1", Err(NotANumber::TooSmall)),
            ("99999999999999999999", Err(NotANumber::TooBig)),
            ("-99999999999999999999", Err(NotANumber::TooSmall)),
            ("1,5", Err(NotANumber::Malformed)),
            ("1e3", Err(NotANumber::Malformed)),
            ("-", Err(NotANumber::Malformed)),
            ("", Err(NotANumber::Malformed)),
        ];
        for (text, expected) in table {
            assert_eq!(whole_number(text, 0, 10_000_000), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_value_or_nothing(text in ".{0,40}") {
            let _ = (date(&text), time(&text), whole_number(&text, 0, 10));
        }

        #[test]
        fn what_is_shown_is_read_back(days in 693_961i32..3_652_059, minutes in 0u32..1440) {
            let day = NaiveDate::from_num_days_from_ce_opt(days);
            prop_assume!(day.is_some());
            let shown = day.map(|day| (day.format("%d.%m.%Y").to_string(), day.to_string()));
            let (local, iso) = shown.unwrap_or_default();
            prop_assert_eq!(date(&local), day);
            prop_assert_eq!(date(&iso), day);
            let clock = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0);
            prop_assert_eq!(time(&format!("{:02}:{:02}", minutes / 60, minutes % 60)), clock);
        }
    }
}
