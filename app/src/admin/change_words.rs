//! Old and new values of the action log, value by value and in words.

use birqadam_accounts::{AccountStatus, AuditEntry};
use birqadam_core::{Locale, Permission};
use birqadam_volunteering::{ProjectStatus, ReportStatus};
use serde_json::Value;

use crate::{
    labels,
    review::{field_label, value_words},
    texts::admin as words,
};

/// One value before and after; `None` where it was not written down.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What an operation changed. Values that stayed are left out.
pub(super) fn changes(l: Locale, entry: &AuditEntry) -> Vec<Change> {
    let (old, new) = (fields(entry.old.as_ref()), fields(entry.new.as_ref()));
    let mut names: Vec<&str> = old.iter().chain(&new).map(|(name, _)| name.as_str()).collect();
    // Sorted here: maps need not keep the same order on both sides of hydration.
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .filter_map(|name| {
            let value = |all: &[(String, Value)]| all.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
            let (before, after) = (value(&old), value(&new));
            let text = |value: Option<Value>| value.map(|value| in_words(l, &entry.subject_kind, name, &value));
            (before != after).then(|| Change { name: label(l, name), before: text(before), after: text(after) })
        })
        .collect()
}

/// The parts of an object; anything else is one part without a name.
fn fields(value: Option<&Value>) -> Vec<(String, Value)> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Object(map)) => map.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
        Some(other) => vec![(String::new(), other.clone())],
    }
}

fn label(l: Locale, name: &str) -> String {
    match name {
        "status" => words::value_status(l),
        "reason" => words::value_reason(l),
        "role" => words::value_role(l),
        "permissions" => words::value_permissions(l),
        "blocked" => words::value_blocked(l),
        "message" => words::value_message(l),
        "rating" => words::value_rating(l),
        "points" => words::value_points(l),
        "fields" => words::value_fields(l),
        "label" => words::value_label(l),
        other => return field_label(l, other),
    }
    .to_owned()
}

fn in_words(l: Locale, kind: &str, name: &str, value: &Value) -> String {
    match (name, value) {
        (_, Value::Null) => words::nothing(l).to_owned(),
        (_, Value::Bool(true)) => words::yes(l).to_owned(),
        (_, Value::Bool(false)) => words::no(l).to_owned(),
        ("status", Value::String(status)) => status_words(l, kind, status).unwrap_or(status).to_owned(),
        ("role", Value::String(role)) => labels::role(l, role),
        ("permissions", Value::Array(all)) => {
            let names: Vec<_> = all.iter().filter_map(Value::as_str).map(|name| permission(l, name)).collect();
            names.join(", ")
        }
        ("fields", Value::Array(all)) => {
            let names: Vec<_> =
                all.iter().filter_map(|f| f.get("field")?.as_str()).map(|f| field_label(l, f)).collect();
            if names.is_empty() { value.to_string() } else { names.join(", ") }
        }
        (_, Value::String(text)) => value_words(l, name, text),
        (_, Value::Array(all)) if all.iter().all(Value::is_string) => {
            all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        (_, other) => other.to_string(),
    }
}

fn status_words(l: Locale, kind: &str, status: &str) -> Option<&'static str> {
    match kind {
        "user" => AccountStatus::parse(status).map(|status| labels::account_status(l, status)),
        "project" => ProjectStatus::parse(status).map(|status| labels::project_status(l, status)),
        "report" => ReportStatus::parse(status).map(|status| labels::report_status(l, status)),
        _ => None,
    }
}

fn permission(l: Locale, name: &str) -> String {
    Permission::parse(name).map_or_else(|| name.to_owned(), |permission| labels::permission(l, permission).to_owned())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;

    fn entry(kind: &str, old: Option<Value>, new: Option<Value>) -> AuditEntry {
        AuditEntry {
            id: 1,
            at: DateTime::UNIX_EPOCH,
            actor_id: None,
            actor_label: String::new(),
            via: "web".into(),
            address: None,
            operation: "x.y".into(),
            subject_kind: kind.into(),
            subject_id: None,
            old,
            new,
        }
    }

    #[test]
    fn only_what_changed_is_told_and_in_words() {
        let entry = entry(
            "project",
            Some(json!({ "status": "pending", "city": "Almaty" })),
            Some(json!({ "status": "active", "city": "Almaty" })),
        );
        let all = changes(Locale::En, &entry);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].before.as_deref(), Some(labels::project_status(Locale::En, ProjectStatus::Pending)));
    }

    #[test]
    fn any_json_can_be_shown() {
        for value in [json!(null), json!(5), json!([1, {"a": 2}]), json!({ "status": 7, "fields": [1] })] {
            let _ = changes(Locale::Ru, &entry("user", None, Some(value)));
        }
    }
}
