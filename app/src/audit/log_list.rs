//! Words of the list of the action log.

use birqadam_accounts::LOG;
use birqadam_core::Locale;
use leptos::prelude::*;

use super::{
    actor_words::Who,
    change_words::{self, Change},
    components::change_list,
    operation_words, record_words,
};
use crate::{
    texts::audit as words,
    ui::{ListEmpty, ListUi},
};

pub static LOG_UI: ListUi = ListUi { spec: &LOG, label, value, chip, empty };

fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "operation" => words::label_operation(l),
        "at" => words::label_at(l),
        "actor" => words::label_actor(l),
        "record" => words::label_record(l),
        "changes" => words::label_changes(l),
        "via" => words::label_via(l),
        "address" => words::label_address(l),
        "batch" => words::label_batch(l),
        "actor_id" => words::label_actor_id(l),
        "subject_kind" => words::label_subject_kind(l),
        "subject_id" => words::label_subject_id(l),
        _ => "",
    }
}

fn value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "operation" => operation_words::operation(l, value),
        "subject_kind" => operation_words::subject(l, value),
        "via" => operation_words::via(l, value),
        "actor" => Who::read(value).words(l),
        "record" => {
            let (kind, id) = record_words::read(value);
            record_words::record(l, kind, id)
        }
        "changes" => changes(l, value).iter().map(Change::to_string).collect::<Vec<_>>().join("; "),
        _ => value.to_owned(),
    }
}

fn chip(l: Locale, name: &str, value: &str) -> Option<AnyView> {
    match name {
        "actor" => match Who::read(value) {
            Who::Person { id, name } => {
                let (href, name) = (format!("/admin/users/{id}"), name.to_owned());
                Some(view! { <a href=href>{name}</a> }.into_any())
            }
            _ => None,
        },
        "record" => {
            let (kind, id) = record_words::read(value);
            let (href, text) = (record_words::href(kind, id?), record_words::record(l, kind, id));
            Some(view! { <a href=href>{text}</a> }.into_any())
        }
        "changes" => change_list(l, changes(l, value)).map(IntoAny::into_any),
        "batch" => {
            let short = words::batch_short(l, value.chars().take(8).collect::<String>());
            let href = format!("/admin/log?batch={value}");
            Some(view! { <a href=href>{short}</a> }.into_any())
        }
        _ => None,
    }
}

/// What changed, from the list's column.
fn changes(l: Locale, json: &str) -> Vec<Change> {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let kind = value.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default();
    change_words::changes(l, kind, value.get("old"), value.get("new"))
}

fn empty(l: Locale) -> ListEmpty {
    ListEmpty { title: words::empty(l), text: words::empty_text(l), action: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_words_also_in_files() {
        let table = [
            ("operation", "user.block", "Blocked an account"),
            ("actor", "user:5:Aigerim", "Aigerim"),
            ("record", "project:12", "Project no. 12"),
            ("record", "export", "List’s file"),
            ("via", "api", "API"),
            (
                "changes",
                r#"{"kind":"user","old":{"blocked":false},"new":{"blocked":true,"reason":"spam"}}"#,
                "Blocked: no → yes; Reason: spam",
            ),
            ("changes", "nonsense", ""),
        ];
        for (name, code, expected) in table {
            assert_eq!(value(Locale::En, name, code), expected, "{name} {code}");
        }
    }
}
