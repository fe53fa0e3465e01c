//! Words of bulk actions.

use birqadam_core::Locale;

use crate::texts::lists as words;

/// What the action's button says, for example "Block".
pub fn action_label(l: Locale, list: &str, action: &str) -> &'static str {
    match (list, action) {
        ("users", "block") => words::users_block(l),
        ("users", "unblock") => words::users_unblock(l),
        ("deliveries", "retry") => crate::texts::deliveries::retry(l),
        _ => words::action_other(l),
    }
}

/// A field of an action.
pub fn action_field(l: Locale, list: &str, action: &str, field: &str) -> &'static str {
    match (list, action, field) {
        (_, _, "reason") => words::field_reason(l),
        _ => words::field_value(l),
    }
}

/// A batch in one line: "Block: 12 records".
pub fn batch_title(l: Locale, list: &str, action: &str, records: i64) -> String {
    words::batch_title(l, records, action_label(l, list, action))
}

/// What the action does beyond its name, said before it is done.
pub fn action_about(l: Locale, list: &str, action: &str) -> Option<&'static str> {
    match (list, action) {
        ("users", "block") => Some(words::users_block_about(l)),
        ("users", "unblock") => Some(words::users_unblock_about(l)),
        ("deliveries", "retry") => Some(crate::texts::deliveries::retry_about(l)),
        _ => None,
    }
}
