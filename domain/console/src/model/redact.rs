//! What an administrator may see of a job: numbers, names of kinds and times, never what belongs
//! to a person (addresses, names, texts) and never a secret (tokens, links).

use serde_json::Value;

/// Stands in for what is not shown.
const HIDDEN: &str = "•••";

/// Members whose text says what kind of thing it is and nothing about a person.
const OPEN: &[&str] = &[
    "kind",
    "type",
    "status",
    "state",
    "role",
    "locale",
    "language",
    "format",
    "list",
    "name_of_list",
    "task",
    "service",
    "channel",
    "permission",
    "holders",
    "operation",
    "purpose",
    "digest",
    "at",
    "since",
    "until",
    "day",
];

/// A payload with everything hidden that is not known to be harmless.
pub fn payload(value: &Value) -> Value {
    member("", value)
}

fn member(name: &str, value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), member(name, value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| member(name, item)).collect()),
        Value::String(text) if !OPEN.contains(&name) || !is_plain(text) => Value::String(HIDDEN.into()),
        other => other.clone(),
    }
}

/// A code or a moment, no sentence and no address.
fn is_plain(text: &str) -> bool {
    text.len() <= 40 && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ':' | '+'))
}

/// An error's text without e-mail addresses, links' queries and long secrets.
pub fn error(text: &str) -> String {
    let words: Vec<String> = text.split_inclusive(char::is_whitespace).map(word).collect();
    words.concat().chars().take(2000).collect()
}

fn word(word: &str) -> String {
    let end = word.trim_end().len();
    let (text, space) = word.split_at(end);
    if text.contains('@') {
        return format!("{HIDDEN}{space}");
    }
    if text.contains("://") {
        let shown = text.split(['?', '#']).next().unwrap_or_default();
        return if shown.len() < text.len() { format!("{shown}?{HIDDEN}{space}") } else { word.to_owned() };
    }
    let secret = text.len() >= 24
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '=' | '.'))
        && text.chars().any(|c| c.is_ascii_digit());
    let phone = text.chars().filter(char::is_ascii_digit).count() >= 10 && text.starts_with(['+', '8', '7']);
    if secret || phone { format!("{HIDDEN}{space}") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_payload_shows_kinds_and_numbers_only() {
        let shown = payload(&json!({
            "user": 7, "to": "aigul@example.kz", "locale": "kk", "again": true, "nothing": null,
            "mail": { "kind": "reset_password", "link": "https://x.kz/reset?token=abc" },
            "audience": { "holders": "users.review" },
            "notice": { "kind": "report_returned", "reason": "Ұнамады", "ids": [1, 2] },
            "dedupe_key": "reset-aigul@example.kz"
        }));
        assert_eq!(
            shown,
            json!({
                "user": 7, "to": HIDDEN, "locale": "kk", "again": true, "nothing": null,
                "mail": { "kind": "reset_password", "link": HIDDEN },
                "audience": { "holders": "users.review" },
                "notice": { "kind": "report_returned", "reason": HIDDEN, "ids": [1, 2] },
                "dedupe_key": HIDDEN
            })
        );
    }

    #[test]
    fn a_member_with_a_harmless_name_and_a_text_is_hidden_too() {
        assert_eq!(payload(&json!({ "status": "a@b.kz" })), json!({ "status": HIDDEN }));
        assert_eq!(payload(&json!({ "role": "два слова" })), json!({ "role": HIDDEN }));
    }

    #[test]
    fn errors_keep_their_words_and_lose_what_is_personal() {
        let table = [
            ("mailbox <aigul@example.kz> unknown", format!("mailbox {HIDDEN} unknown")),
            ("GET https://s3.kz/a?X-Sig=1 failed", format!("GET https://s3.kz/a?{HIDDEN} failed")),
            ("GET https://s3.kz/a failed", "GET https://s3.kz/a failed".into()),
            ("token 0123456789abcdef0123456789abcdef is old", format!("token {HIDDEN} is old")),
            ("to +77771234567 now", format!("to {HIDDEN} now")),
            ("connection refused (os error 111)", "connection refused (os error 111)".into()),
        ];
        for (text, expected) in table {
            assert_eq!(error(text), expected);
        }
        assert_eq!(error(&"я ".repeat(5000)).chars().count(), 2000);
    }
}
