//! What can be given at once.

use birqadam_core::{Amount, FieldCode, validate::Validator};

/// The least that can be given at once: 100 ₸.
pub const GIFT_MIN: Amount = Amount(10_000);
/// The most that can be given at once: 1 000 000 000 ₸.
pub const GIFT_MAX: Amount = Amount(100_000_000_000);
/// The currency of gifts, unless told.
pub const CURRENCY: &str = "KZT";

/// Reads an amount between two others; empty is an error too. Limits are told in whole major units.
pub fn read_amount(v: &mut Validator, field: &str, text: &str, min: Amount, max: Amount) -> Option<Amount> {
    if text.trim().is_empty() {
        v.add(field, FieldCode::Required);
        return None;
    }
    let Some(amount) = Amount::parse(text.trim()) else {
        // Digits alone are an amount, only one that does not fit.
        let is_huge = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
        v.add(field, if is_huge { FieldCode::TooBig(max.0 / 100) } else { FieldCode::Malformed });
        return None;
    };
    if amount < min {
        v.add(field, FieldCode::TooSmall((min.0 + 99) / 100));
    } else if amount > max {
        v.add(field, FieldCode::TooBig(max.0 / 100));
    } else {
        return Some(amount);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_out_of_bounds_are_told_at_the_field() {
        let table = [
            ("100000", Ok(10_000_000)),
            ("100\u{a0}000", Ok(10_000_000)),
            ("100", Ok(10_000)),
            ("1 000 000 000", Ok(100_000_000_000)),
            ("150,5", Ok(15_050)),
            ("", Err(FieldCode::Required)),
            ("  ", Err(FieldCode::Required)),
            ("0", Err(FieldCode::TooSmall(100))),
            ("-5", Err(FieldCode::TooSmall(100))),
            ("0.01", Err(FieldCode::TooSmall(100))),
            ("99.99", Err(FieldCode::TooSmall(100))),
            ("1000000000.01", Err(FieldCode::TooBig(1_000_000_000))),
            ("1000000000000000", Err(FieldCode::TooBig(1_000_000_000))),
            ("99999999999999999999999", Err(FieldCode::TooBig(1_000_000_000))),
            ("1e5", Err(FieldCode::Malformed)),
            ("1.234", Err(FieldCode::Malformed)),
            ("сто", Err(FieldCode::Malformed)),
            ("'\";--<script>", Err(FieldCode::Malformed)),
            ("\u{202e}100", Err(FieldCode::Malformed)),
            ("💰", Err(FieldCode::Malformed)),
        ];
        for (text, expected) in table {
            let mut v = Validator::new();
            let read = read_amount(&mut v, "amount", text, GIFT_MIN, GIFT_MAX);
            let read = read.map(|amount| amount.0).ok_or_else(|| {
                birqadam_core::form::problems(v.finish())
                    .into_iter()
                    .next()
                    .map_or(FieldCode::Unknown, |error| error.code)
            });
            assert_eq!(read, expected, "{text:?}");
        }
    }
}
