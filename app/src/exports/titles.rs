//! What a list is called as a file.

use birqadam_core::Locale;

use crate::texts::exports as words;

/// The list's title; an unknown one as it is named.
pub fn list_title(l: Locale, list: &str) -> String {
    match list {
        "users" => words::title_users(l),
        "projects" | "organizer_projects" => words::title_projects(l),
        "tasks" | "organizer_tasks" => words::title_tasks(l),
        "reports" | "organizer_reports" => words::title_reports(l),
        "participants" => words::title_participants(l),
        "log" => words::title_log(l),
        "deliveries" => words::title_deliveries(l),
        "jobs" => words::title_jobs(l),
        other => return other.to_owned(),
    }
    .to_owned()
}
