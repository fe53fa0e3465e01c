//! From what people type into filters to what SQL takes.

/// The words of a comma-separated filter; `None` when nothing is filtered.
pub(super) fn names(list: &str) -> Option<Vec<String>> {
    let names: Vec<String> = list.split(',').map(clean).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then_some(names)
}

/// A filter's text; `None` when it is empty.
pub(super) fn text(value: &str) -> Option<String> {
    let value = clean(value);
    (!value.is_empty()).then_some(value)
}

/// The text as a literal inside a `like` pattern.
pub(super) fn like(value: &str) -> Option<String> {
    text(value).map(|value| value.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_"))
}

/// Trimmed, short, and without control characters, which PostgreSQL's text would refuse (NUL).
fn clean(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(200).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_and_cleaned() {
        assert_eq!(names(" volunteer, ,admin\0 "), Some(vec!["volunteer".to_owned(), "admin".to_owned()]));
        assert_eq!(names(" , "), None);
    }

    #[test]
    fn wildcards_are_taken_literally() {
        assert_eq!(like(r" 100%_\ "), Some(r"100\%\_\\".to_owned()));
        assert_eq!(like("\0"), None);
    }
}
