//! Words inside workbooks, for those who write them.

use birqadam_core::Locale;
use birqadam_volunteering::{ReportStatus, TaskStatus};
use chrono::NaiveDate;

use crate::{format, labels, texts::documents as words};

/// The title of a report on a period: of the platform, or of one's own projects.
pub fn period_title(l: Locale, is_own: bool, from: NaiveDate, to: NaiveDate) -> String {
    let period = format::date_range(l, Some(from), Some(to)).unwrap_or_default();
    if is_own { words::own_report_of(l, period) } else { words::platform_report_of(l, period) }
}

macro_rules! open {
    ($($name:ident),+) => {
        $(pub fn $name(l: Locale) -> &'static str {
            words::$name(l)
        })+
    };
}

open!(sheet_summary, sheet_charts, organizer, city, kind, status, begins, ends, made_at);

/// Above the figures of a period: figure, value, before, change, meaning.
pub fn figure_headings(l: Locale) -> [&'static str; 5] {
    [words::figure(l), words::value(l), words::before(l), words::change(l), words::meaning(l)]
}

/// What a sheet of a project's report is called.
pub fn sheet(l: Locale, name: &str) -> &'static str {
    match name {
        "project_report_tasks" => words::sheet_tasks(l),
        "project_report_people" => words::sheet_people(l),
        _ => words::sheet_reports(l),
    }
}

/// The heading of a column of that sheet.
pub fn column(l: Locale, sheet: &str, name: &str) -> String {
    if let Some(number) = name.strip_prefix("photo_") {
        return words::photo(l, number);
    }
    match (sheet, name) {
        ("project_report_reports", "rating") => words::one_rating(l),
        (_, "task") => words::task(l),
        (_, "status") => words::status(l),
        (_, "deadline") => words::deadline(l),
        (_, "begins") => words::begins(l),
        (_, "ends") => words::ends(l),
        (_, "length") => words::length(l),
        (_, "places") => words::places(l),
        (_, "people") => words::people(l),
        (_, "waiting") => words::waiting(l),
        (_, "completed") => words::completed(l),
        (_, "reports") => words::reports(l),
        (_, "approved") => words::approved(l),
        (_, "name") => words::name(l),
        (_, "phone") => words::phone(l),
        (_, "verified") => words::verified(l),
        (_, "joined") => words::joined(l),
        (_, "assigned") => words::assigned(l),
        (_, "hours") => words::hours(l),
        (_, "rating") => words::rating(l),
        (_, "report") => words::report(l),
        (_, "volunteer") => words::volunteer(l),
        (_, "submitted") => words::submitted(l),
        (_, "reviewed") => words::reviewed(l),
        (_, "answered_in") => words::answered_in(l),
        (_, "description") => words::description(l),
        (_, "answer") => words::answer(l),
        (_, "photos") => words::photos(l),
        _ => "",
    }
    .to_owned()
}

/// A status in words.
pub fn code(l: Locale, sheet: &str, code: &str) -> String {
    let text = match sheet {
        "project_report_tasks" => TaskStatus::parse(code).map(|status| labels::task_status(l, status)),
        _ => ReportStatus::parse(code).map(|status| labels::report_status(l, status)),
    };
    text.unwrap_or(code).to_owned()
}
