//! What to know when a project moved on while it was edited: which fields differ, and what
//! saving once more does.

use birqadam_core::{Error, parse};
use leptos::prelude::*;
use serde_json::Value;

use crate::{
    format, labels,
    texts::organizer as words,
    ui::{Notice, use_form, use_locale},
};

/// Longest saved value shown here, in characters.
const SHOWN: usize = 300;

/// Shown only after a save that was refused as stale, and for a draft of an older version.
#[component]
pub fn StaleNotice() -> impl IntoView {
    let l = use_locale();
    let Some(Error::Stale { current, yours, .. }) = use_form().refusal() else { return None };
    let (saved, typed) = (serde_json::from_str(&current).ok()?, serde_json::from_str(&yours).ok()?);
    let differing = [
        ("title", words::title_field(l)),
        ("description", words::description(l)),
        ("volunteer_type", words::kind(l)),
        ("city", words::city(l)),
        ("address", words::address(l)),
        ("starts_on", words::starts_on(l)),
        ("ends_on", words::ends_on(l)),
        ("max_volunteers", words::capacity(l)),
        ("budget_needed", words::budget(l)),
    ]
    .into_iter()
    .filter_map(|(field, label)| {
        let value = differs(&saved, &typed, field)?;
        let value = match field {
            "city" => labels::city(l, &value),
            "volunteer_type" => birqadam_volunteering::VolunteerType::parse(&value)
                .map(|kind| labels::volunteer_type(l, kind).to_owned())
                .unwrap_or(value),
            "starts_on" | "ends_on" => parse::date(&value).map(format::date_short).unwrap_or(value),
            "budget_needed" => value.parse().map(format::number).unwrap_or(value),
            _ => value,
        };
        let value = if value.is_empty() { words::empty_value(l).to_owned() } else { value };
        Some(view! {
            <li>
                <strong>{label}</strong>
                ": "
                {value}
            </li>
        })
    })
    .collect_view();
    Some(view! {
        <Notice tone="waiting" title=words::stale_title(l)>
            <p>{words::stale_text(l)}</p>
            <ul class="changes">{differing}</ul>
        </Notice>
    })
}

/// The saved value of a field, when it is not what was typed.
fn differs(saved: &Value, typed: &Value, field: &str) -> Option<String> {
    let (saved, typed) = (plain(&saved[field]), plain(&typed[field]));
    let typed = typed.trim().replace("\r\n", "\n");
    // Typed the local way, stored another.
    let same = match field {
        "starts_on" | "ends_on" => parse::date(&typed) == parse::date(&saved),
        "max_volunteers" | "budget_needed" => digits(&typed) == digits(&saved),
        _ => saved.trim() == typed,
    };
    (!same).then(|| saved.chars().take(SHOWN).collect())
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn whole() -> (Value, Value) {
        (
            json!({ "title": "Парк", "max_volunteers": 20, "address": null, "description": "а\nб" }),
            json!({ "title": "Сквер", "max_volunteers": "20", "address": "", "description": "а\r\nб " }),
        )
    }

    #[test]
    fn only_what_differs_is_told() {
        let (saved, typed) = whole();
        assert_eq!(differs(&saved, &typed, "title").as_deref(), Some("Парк"));
        let saved = json!({ "starts_on": "2026-12-01", "ends_on": null, "budget_needed": 1_250_000 });
        let typed = json!({ "starts_on": "1.12.26", "ends_on": "02.12.2026", "budget_needed": "1\u{a0}250\u{a0}000" });
        assert_eq!(differs(&saved, &typed, "ends_on").as_deref(), Some(""));
        for same in ["starts_on", "budget_needed"] {
            assert_eq!(differs(&saved, &typed, same), None, "{same}");
        }
        let (saved, typed) = whole();
        for same in ["max_volunteers", "address", "description"] {
            assert_eq!(differs(&saved, &typed, same), None, "{same}");
        }
    }
}
