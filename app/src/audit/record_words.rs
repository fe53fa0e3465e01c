//! A record of the log in words, and the page where its history is.

use birqadam_core::Locale;

use super::operation_words;
use crate::texts::audit as words;

/// Kind and id from the list's column: `project:12`, `export`.
pub(crate) fn read(text: &str) -> (&str, Option<i64>) {
    match text.split_once(':') {
        Some((kind, id)) => (kind, id.parse().ok()),
        None => (text, None),
    }
}

/// `Project no. 12`.
pub(crate) fn record(l: Locale, kind: &str, id: Option<i64>) -> String {
    let kind = operation_words::subject(l, kind);
    match id {
        Some(id) => words::record_numbered(l, kind, id),
        None => kind,
    }
}

/// Every record leads to its history, whatever has become of it; from there to its page.
pub(crate) fn href(kind: &str, id: i64) -> String {
    format!("/history/{kind}/{id}")
}
