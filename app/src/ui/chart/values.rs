//! Values of a chart as people read them: exact, in the same words in the table and on hover.

use birqadam_core::{Locale, chart::Unit, money::Money};

use crate::{format, texts::charts as words};

/// One value with its unit: `1 250`, `38,4 %`, `4,8`, `2 ч 15 мин`, `12 500 ₸`.
pub fn value_text(l: Locale, unit: &Unit, value: f64) -> String {
    match unit {
        // Whole, unless it is a forecast.
        Unit::Count => decimal(l, value),
        Unit::Share => share_text(l, value),
        Unit::Stars => format::rating(l, value),
        Unit::Seconds => time_text(l, value.round() as i64),
        Unit::Hours => words::hours(l, decimal(l, value)),
        Unit::Money(currency) => {
            let money = Money { minor: value.round() as i64, currency: currency.clone() };
            format::money(money.major(), currency)
        }
    }
}

/// A share of 0 to 1: `38 %`, `38,4 %`.
pub fn share_text(l: Locale, share: f64) -> String {
    let text = decimal(l, share * 100.0);
    if l == Locale::En { format!("{text}%") } else { format!("{text}\u{202f}%") }
}

/// At most one digit after the point, none when whole.
fn decimal(l: Locale, value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let whole = format::number(tenths / 10);
    match tenths % 10 {
        0 => whole,
        tenth => {
            let sign = if tenths < 0 && tenths / 10 == 0 { "−" } else { "" };
            let point = if l == Locale::En { '.' } else { ',' };
            format!("{sign}{whole}{point}{}", tenth.abs())
        }
    }
}

/// A length of time by its two largest parts.
fn time_text(l: Locale, seconds: i64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match (minutes, hours, days) {
        (..1, ..) => words::under_minute(l).to_owned(),
        (_, 0, _) => words::minutes(l, minutes),
        (_, _, ..2) => match minutes % 60 {
            0 => words::whole_hours(l, hours),
            rest => words::hours_minutes(l, hours, rest),
        },
        _ => match hours % 24 {
            0 => words::days(l, days),
            rest => words::days_hours(l, days, rest),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_with_their_unit() {
        let table = [
            (Unit::Count, 1250.0, "1\u{202f}250", "1\u{202f}250"),
            (Unit::Count, 0.0, "0", "0"),
            (Unit::Count, 2.4, "2,4", "2.4"),
            (Unit::Share, 0.384, "38,4\u{202f}%", "38.4%"),
            (Unit::Share, 1.0, "100\u{202f}%", "100%"),
            (Unit::Share, -0.004, "−0,4\u{202f}%", "-"),
            (Unit::Stars, 4.8, "4,8", "4.8"),
            (Unit::Hours, 12.5, "12,5 ч", "12.5 h"),
            (Unit::Money("KZT".into()), 1_250_000.0, "12\u{202f}500\u{a0}₸", "12\u{202f}500\u{a0}₸"),
            (Unit::Seconds, 40.0, "меньше минуты", "less than a minute"),
            (Unit::Seconds, 900.0, "15 мин", "15 min"),
            (Unit::Seconds, 7200.0, "2 ч", "2 h"),
            (Unit::Seconds, 8100.0, "2 ч 15 мин", "2 h 15 min"),
            (Unit::Seconds, 172_800.0, "2 дн", "2 d"),
            (Unit::Seconds, 190_800.0, "2 дн 5 ч", "2 d 5 h"),
        ];
        let plain = |text: String| text.replace('\u{a0}', " ");
        for (unit, value, ru, en) in table {
            assert_eq!(plain(value_text(Locale::Ru, &unit, value)), ru.replace('\u{a0}', " "), "{unit:?} {value}");
            if en != "-" {
                assert_eq!(plain(value_text(Locale::En, &unit, value)), en.replace('\u{a0}', " "), "{unit:?} {value}");
            }
        }
    }
}
