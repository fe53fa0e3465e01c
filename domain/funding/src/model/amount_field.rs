//! Amounts as forms and programs send them.

pub use birqadam_core::parse::text_or_number;
use birqadam_core::{Amount, FieldCode, validate::Validator};

/// The most that one amount may be, in whole major units; the same as the database's limit.
pub const AMOUNT_MAX_MAJOR: i64 = 1_000_000_000;

/// Reads an amount of at least `min_minor`; empty is an error too.
pub fn amount(v: &mut Validator, field: &str, text: &str, min_minor: i64) -> Option<Amount> {
    v.check(!text.trim().is_empty(), field, FieldCode::Required);
    optional_amount(v, field, text, min_minor)
}

/// The same where nothing may be said.
pub fn optional_amount(v: &mut Validator, field: &str, text: &str, min_minor: i64) -> Option<Amount> {
    if text.trim().is_empty() {
        return None;
    }
    super::read_amount(v, field, text, Amount(min_minor), Amount(AMOUNT_MAX_MAJOR * 100))
}
