//! Old and new values of the action log, value by value and in words.

use birqadam_accounts::{AccountStatus, ProfileItem};
use birqadam_core::{Locale, Permission};
use birqadam_funding::{ExpenseStatus, ResourceDays, ResourceRequestStatus, ResourceStatus, ResourceType};
use birqadam_volunteering::{AssignmentStatus, ProjectStatus, ReportStatus};
use serde_json::Value;

use crate::{
    labels,
    resources::words as resources,
    review::{field_label, value_words},
    texts::{admin as words, audit, money},
};

/// One value before and after; `None` where it was not written down.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl std::fmt::Display for Change {
    /// `State: waiting → approved`, in one line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.name.is_empty() {
            write!(f, "{}: ", self.name)?;
        }
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "{before} → {after}"),
            (Some(before), None) => write!(f, "{before} →"),
            (None, after) => f.write_str(after.as_deref().unwrap_or_default()),
        }
    }
}

/// What an operation on such a record changed. Values that stayed are left out.
pub(crate) fn changes(l: Locale, kind: &str, old: Option<&Value>, new: Option<&Value>) -> Vec<Change> {
    let (old, new) = (fields(old), fields(new));
    let mut names: Vec<&str> = old.iter().chain(&new).map(|(name, _)| name.as_str()).collect();
    // Sorted here: maps need not keep the same order on both sides of hydration.
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .filter_map(|name| {
            let value = |all: &[(String, Value)]| all.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
            let (before, after) = (value(&old), value(&new));
            let text = |value: Option<Value>| value.map(|value| in_words(l, kind, name, &value));
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
        "tag" => words::value_tag(l),
        "gaining" => words::value_gaining(l),
        "losing" => words::value_losing(l),
        "blocked" => words::value_blocked(l),
        "message" => words::value_message(l),
        "rating" => words::value_rating(l),
        "points" => words::value_points(l),
        "fields" => words::value_fields(l),
        "label" => words::value_label(l),
        "list" => audit::field_list(l),
        "filters" => audit::field_filters(l),
        "format" => audit::field_format(l),
        "rows" => audit::field_rows(l),
        "document" => audit::field_document(l),
        "file_name" => audit::field_file_name(l),
        "size_bytes" => audit::field_size(l),
        "achievement" => audit::field_achievement(l),
        "volunteer" => audit::field_volunteer(l),
        "task" => words::subject_task(l),
        "task_id" => audit::field_task(l),
        "photos" => audit::field_photos(l),
        "version" => audit::field_version(l),
        "comment" => audit::field_comment(l),
        "email" => audit::field_email(l),
        "email_confirmed" => audit::field_confirmed(l),
        "locale" => audit::field_locale(l),
        "theme" => audit::field_theme(l),
        "state" => audit::field_state(l),
        "kind" => audit::field_kind(l),
        "decision" => audit::field_decision(l),
        "color" => audit::field_color(l),
        "text" => audit::field_text(l),
        "value" => audit::field_value(l),
        "attempts" => audit::field_attempts(l),
        "count" => audit::field_count(l),
        "starts_on" => audit::field_starts_on(l),
        "ends_on" => audit::field_ends_on(l),
        "latitude" => audit::field_latitude(l),
        "longitude" => audit::field_longitude(l),
        "currency" => audit::field_currency(l),
        "family" => audit::field_family(l),
        "subject" => audit::field_subject(l),
        "body" => audit::field_body(l),
        "cause" => audit::field_cause(l),
        "items" => audit::field_items(l),
        "minutes" => audit::field_minutes(l),
        "resource" => audit::field_resource(l),
        "project" => words::subject_project(l),
        "type" => audit::field_kind(l),
        "starts_at" => audit::field_starts_at(l),
        "ends_at" => audit::field_ends_at(l),
        "availability" => audit::field_availability(l),
        "days" => audit::field_days(l),
        "quantity" => audit::field_quantity(l),
        "thanks" => audit::field_thanks(l),
        "amount" => money::amount(l),
        "category" => money::category(l),
        "spent_on" => money::spent_on(l),
        "description" => money::description(l),
        "receipt" => money::receipt(l),
        "budget" => money::field_budget_plan(l),
        "gift" => money::gift_description(l),
        "giver" => money::giver(l),
        "estimate" => money::estimate(l),
        "measure" => money::measure(l),
        "unit" => money::unit(l),
        "total" => money::field_total(l),
        "counted_on" => money::counted_on(l),
        "note" => money::note(l),
        "report" => words::subject_report(l),
        "project_id" => words::subject_project(l),
        "shown" => audit::field_shown(l),
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
        ("type" | "days", Value::String(text)) if kind == "resource" => {
            resource_words(l, name, text).unwrap_or(text).to_owned()
        }
        ("starts_at" | "ends_at", Value::String(at)) => {
            at.parse().map_or_else(|_| at.clone(), |at| crate::format::moment(l, at))
        }
        ("list", Value::String(list)) => crate::exports::list_title(l, list),
        ("cause", Value::String(cause)) => cause_words(l, cause).unwrap_or(cause).to_owned(),
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
        ("items", Value::Array(all)) => {
            let items = all.iter().filter_map(Value::as_str).filter_map(ProfileItem::parse);
            items.map(|item| crate::passport::words::item(l, item)).collect::<Vec<_>>().join(", ")
        }
        (_, Value::String(text)) => value_words(l, name, text),
        (_, Value::Array(all)) if all.iter().all(Value::is_string) => {
            all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        (_, other) => other.to_string(),
    }
}

/// Why somebody could not sign in.
fn cause_words(l: Locale, cause: &str) -> Option<&'static str> {
    Some(match cause {
        "wrong_credentials" => audit::cause_wrong_credentials(l),
        "account_blocked" => audit::cause_account_blocked(l),
        "too_many_requests" => audit::cause_too_many(l),
        "not_allowed" | "not_found" => audit::cause_no_right(l),
        _ => return None,
    })
}

fn status_words(l: Locale, kind: &str, status: &str) -> Option<&'static str> {
    match kind {
        "user" => AccountStatus::parse(status).map(|status| labels::account_status(l, status)),
        "project" => ProjectStatus::parse(status).map(|status| labels::project_status(l, status)),
        // What a task's entries tell of is a place on it.
        "task" => AssignmentStatus::parse(status).map(|status| labels::assignment_status(l, status)),
        "report" => ReportStatus::parse(status).map(|status| labels::report_status(l, status)),
        "expense" => ExpenseStatus::parse(status).map(|status| crate::money::words::expense_status(l, status)),
        "resource" => ResourceStatus::parse(status).map(|status| resources::status(l, status)),
        "resource_request" => ResourceRequestStatus::parse(status).map(|status| resources::request_status(l, status)),
        _ => None,
    }
}

/// What kind of thing is lent, and on which days.
fn resource_words(l: Locale, name: &str, value: &str) -> Option<&'static str> {
    match name {
        "type" => ResourceType::parse(value).map(|kind| resources::kind(l, kind)),
        _ => ResourceDays::parse(value).map(|days| resources::days(l, days)),
    }
}

fn permission(l: Locale, name: &str) -> String {
    Permission::parse(name).map_or_else(|| name.to_owned(), |permission| labels::permission(l, permission).to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_changed_is_told_and_in_words() {
        let (old, new) =
            (json!({ "status": "pending", "city": "Almaty" }), json!({ "status": "active", "city": "Almaty" }));
        let all = changes(Locale::En, "project", Some(&old), Some(&new));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].before.as_deref(), Some(labels::project_status(Locale::En, ProjectStatus::Pending)));
    }

    #[test]
    fn what_is_lent_and_when_is_told_in_words() {
        let new = json!({ "type": "venue", "days": "weekends", "starts_at": "2026-11-20T19:00:00Z" });
        let told: Vec<_> = changes(Locale::En, "resource", None, Some(&new)).into_iter().map(|one| one.after).collect();
        let day = crate::format::moment(Locale::En, "2026-11-20T19:00:00Z".parse().unwrap());
        for words in [
            resources::kind(Locale::En, ResourceType::Venue),
            resources::days(Locale::En, ResourceDays::Weekends),
            &day,
        ] {
            assert!(told.contains(&Some(words.to_owned())), "{words} in {told:?}");
        }
    }

    #[test]
    fn any_json_can_be_shown() {
        for value in [json!(null), json!(5), json!([1, {"a": 2}]), json!({ "status": 7, "fields": [1] })] {
            let _ = changes(Locale::Ru, "user", None, Some(&value));
        }
    }
}
