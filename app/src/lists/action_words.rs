//! Words of bulk actions.

use birqadam_core::Locale;

use crate::texts::{deliveries, jobs, lists as words};

/// What the action's button says, for example "Block".
pub fn action_label(l: Locale, list: &str, action: &str) -> &'static str {
    match (list, action) {
        ("users", "block") => words::users_block(l),
        ("users", "unblock") => words::users_unblock(l),
        ("deliveries", "retry") => deliveries::retry(l),
        ("jobs", "retry") => jobs::retry(l),
        ("jobs", "cancel") => jobs::cancel(l),
        ("organizer_projects", "archive") => words::projects_archive(l),
        ("organizer_tasks", "move") => words::tasks_move(l),
        ("organizer_tasks", "cancel") => words::tasks_cancel(l),
        _ => words::action_other(l),
    }
}

/// A field of an action.
pub fn action_field(l: Locale, list: &str, action: &str, field: &str) -> &'static str {
    match (list, action, field) {
        ("organizer_tasks", "move", "deadline") => words::field_deadline(l),
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
        ("organizer_projects", "archive") => Some(words::projects_archive_about(l)),
        ("organizer_tasks", "move") => Some(words::tasks_move_about(l)),
        ("organizer_tasks", "cancel") => Some(words::tasks_cancel_about(l)),
        ("deliveries", "retry") => Some(deliveries::retry_about(l)),
        ("jobs", "retry") => Some(jobs::retry_about(l)),
        ("jobs", "cancel") => Some(jobs::cancel_about(l)),
        _ => None,
    }
}
