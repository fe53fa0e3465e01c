//! Numbers, money, dates and waiting times as people here write them. Deterministic: the
//! platform's time zone (UTC+5), never the browser's, so that both sides of hydration agree.

use birqadam_core::Locale;
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Timelike, Utc};

use crate::texts::common;

/// All of Kazakhstan has been on UTC+5 since 1 March 2024.
const UTC_OFFSET_HOURS: i64 = 5;

/// Groups of three with thin no-break spaces: `1 250 000`.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if n < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// Whole major units with the currency's sign: `1 250 000 ₸`.
pub fn money(major: i64, currency: &str) -> String {
    format!("{}\u{a0}{}", number(major), sign(currency))
}

/// A currency's sign: `₸`; its code where we know none.
pub fn sign(currency: &str) -> &str {
    match currency {
        "KZT" => "₸",
        "USD" => "$",
        "EUR" => "€",
        "RUB" => "₽",
        other => other,
    }
}

/// An amount to the tiyn, where there are any: `1 250 000 ₸`, `99,50 ₸`.
pub fn sum(minor: i64, currency: &str) -> String {
    let (sign, tiyn) = (if minor < 0 { "−" } else { "" }, minor.unsigned_abs() % 100);
    let major = i64::try_from(minor.unsigned_abs() / 100).unwrap_or(i64::MAX);
    let whole = money(major, currency);
    match (tiyn, whole.rsplit_once('\u{a0}')) {
        (1.., Some((number, unit))) => format!("{sign}{number},{tiyn:02}\u{a0}{unit}"),
        _ => format!("{sign}{whole}"),
    }
}

/// An average rating with one digit: `4,8` (`4.8` in English).
pub fn rating(l: Locale, value: f64) -> String {
    let text = format!("{value:.1}");
    if l == Locale::En { text } else { text.replace('.', ",") }
}

/// A day in words: `20 ноября 2026`, `2026 ж. 20 қараша`, `20 November 2026`.
pub fn date(l: Locale, day: NaiveDate) -> String {
    let month = month(l, day.month0() as usize);
    match l {
        Locale::Kk => format!("{}\u{a0}ж. {}\u{a0}{month}", day.year(), day.day()),
        _ => format!("{}\u{a0}{month} {}", day.day(), day.year()),
    }
}

/// A day in tables: `20.11.2026`.
pub fn date_short(day: NaiveDate) -> String {
    // Not by chrono's patterns: the browser would carry their reader for these two.
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// From one day to another, or the one that is known; `None` when neither is.
pub fn date_range(l: Locale, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<String> {
    match (from, to) {
        (Some(a), Some(b)) if a == b => Some(date(l, a)),
        (Some(a), Some(b)) => Some(format!("{} – {}", date_short(a), date_short(b))),
        (Some(a), None) => Some(common::from_date(l, date(l, a))),
        (None, Some(b)) => Some(common::until_date(l, date(l, b))),
        (None, None) => None,
    }
}

/// `09:00`.
pub fn time(t: NaiveTime) -> String {
    format!("{:02}:{:02}", t.hour(), t.minute())
}

/// `09:00–12:00`, or the one that is known.
pub fn time_range(from: Option<NaiveTime>, to: Option<NaiveTime>) -> Option<String> {
    match (from, to) {
        (Some(a), Some(b)) => Some(format!("{}–{}", time(a), time(b))),
        (Some(one), None) | (None, Some(one)) => Some(time(one)),
        (None, None) => None,
    }
}

/// The day at which a moment falls here.
pub fn local_day(at: DateTime<Utc>) -> NaiveDate {
    (at + Duration::hours(UTC_OFFSET_HOURS)).date_naive()
}

/// The time of day here of a moment: `14:02`.
pub fn local_time(at: DateTime<Utc>) -> String {
    time((at + Duration::hours(UTC_OFFSET_HOURS)).time())
}

/// A moment: `20 ноября 2026, 14:02`.
pub fn moment(l: Locale, at: DateTime<Utc>) -> String {
    let local = at + Duration::hours(UTC_OFFSET_HOURS);
    format!("{}, {}", date(l, local.date_naive()), time(local.time()))
}

/// A moment in tables: `20.11.2026 14:02`.
pub fn moment_short(at: DateTime<Utc>) -> String {
    let local = at + Duration::hours(UTC_OFFSET_HOURS);
    format!("{} {}", date_short(local.date_naive()), time(local.time()))
}

/// The hour of a moment: `14:02`.
pub fn clock(at: DateTime<Utc>) -> String {
    time((at + Duration::hours(UTC_OFFSET_HOURS)).time())
}

/// How long something has waited: `меньше минуты`, `5 минут`, `3 часа`, `2 дня`.
pub fn duration(l: Locale, waited: Duration) -> String {
    match (waited.num_minutes(), waited.num_hours(), waited.num_days()) {
        (m, _, _) if m < 1 => common::less_than_minute(l).to_owned(),
        (m, 0, _) => common::minutes(l, m),
        (_, h, 0) => common::hours(l, h),
        (_, _, d) => common::days(l, d),
    }
}

/// A file's size: `340 КБ`, `2 МБ`.
pub fn file_size(l: Locale, bytes: i64) -> String {
    if bytes < 1024 * 1024 {
        common::kilobytes(l, number((bytes + 1023) / 1024))
    } else {
        common::megabytes(l, number((bytes + 524_288) / (1024 * 1024)))
    }
}

fn month(l: Locale, index: usize) -> &'static str {
    const RU: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    const KK: [&str; 12] = [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = match l {
        Locale::Ru => &RU,
        Locale::Kk => &KK,
        Locale::En => &EN,
    };
    names.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_money_have_thin_spaces() {
        assert_eq!(number(1_250_000), "1\u{202f}250\u{202f}000");
        assert_eq!(number(-1234), "−1\u{202f}234");
        assert_eq!(number(999), "999");
        assert_eq!(money(500_000, "KZT"), "500\u{202f}000\u{a0}₸");
    }

    #[test]
    fn a_moment_is_shown_in_the_platforms_zone() {
        let at = DateTime::from_timestamp(1_795_201_200, 0).unwrap_or_default();
        assert_eq!(moment_short(at), "21.11.2026 00:00");
        assert_eq!(local_day(at), NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default());
    }
}
