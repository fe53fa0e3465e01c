//! Words inside the files, for those who write them.

use birqadam_core::{
    Locale,
    list::{FilterValue, ListRequest},
};

use crate::{
    format,
    texts::{exports as words, lists},
    ui::ListUi,
};

macro_rules! open {
    ($($name:ident),+) => {
        $(pub fn $name(l: Locale) -> &'static str {
            words::$name(l)
        })+
    };
}

open!(about, list, made_at, made_by, made_with, order, row_count, total);

pub fn yes(l: Locale) -> &'static str {
    lists::yes(l)
}

pub fn no(l: Locale) -> &'static str {
    lists::no(l)
}

/// By which column the rows are sorted, and how.
pub fn sorted(l: Locale, column: &str, descending: bool) -> String {
    if descending { words::descending(l, column) } else { words::ascending(l, column) }
}

/// The filters in force: what each is called and what it asks for. One line says so when there are
/// none.
pub fn filters(l: Locale, ui: &ListUi, request: &ListRequest) -> Vec<(String, String)> {
    if request.filters.is_empty() {
        return vec![(words::filters(l).to_owned(), words::no_filters(l).to_owned())];
    }
    let filters = request.filters.iter();
    filters.map(|(name, value)| ((ui.label)(l, name).to_owned(), value_words(l, ui, name, value))).collect()
}

fn value_words(l: Locale, ui: &ListUi, name: &str, value: &FilterValue) -> String {
    match value {
        FilterValue::Any(values) => {
            values.iter().map(|value| (ui.value)(l, name, value)).collect::<Vec<_>>().join(", ")
        }
        FilterValue::Text(text) => text.clone(),
        FilterValue::Ids(ids) => ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", "),
        FilterValue::Flag(flag) => (if *flag { yes(l) } else { no(l) }).to_owned(),
        FilterValue::Days { from, to } => format::date_range(l, *from, *to).unwrap_or_default(),
    }
}
