//! A record of the log in words, and the page where its history is.

use birqadam_core::{Flag, Locale, Setting};

use super::operation_words;
use crate::{console::words as console, texts::audit as words};

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

/// What the record is called; settings and features have names of the catalogue, which get their words.
pub(crate) fn title(l: Locale, kind: &str, title: String) -> String {
    let words = match kind {
        "setting" => Setting::parse(&title).map(|setting| console::setting(l, setting)),
        "flag" => Flag::parse(&title).map(|flag| console::flag(l, flag)),
        _ => None,
    };
    words.map_or(title, |(name, _)| name.to_owned())
}

/// Every record leads to its history, whatever has become of it; from there to its page.
pub(crate) fn href(kind: &str, id: i64) -> String {
    format!("/history/{kind}/{id}")
}
