//! From what people type into filters to what SQL takes.

/// A filter's text; `None` when it is empty.
pub(super) fn text(value: &str) -> Option<String> {
    let value = clean(value);
    (!value.is_empty()).then_some(value)
}

/// Trimmed, short, and without control characters, which PostgreSQL's text would refuse (NUL).
fn clean(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(200).collect::<String>().trim().to_owned()
}
