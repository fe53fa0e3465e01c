//! Values of settings and rules of flags, in words.

use birqadam_core::{
    Locale, Localized, Setting,
    flags::{FlagRule, FlagState},
    settings::Kind,
};
use serde_json::Value;

use crate::{
    console::words,
    format, labels,
    texts::{flags, settings},
};

/// A setting's value as people read it.
pub fn setting_value(l: Locale, setting: Setting, value: &Value) -> String {
    let empty = || settings::empty(l).to_owned();
    match (setting.kind(), value) {
        (Kind::Switch, Value::Bool(true)) => settings::on(l).to_owned(),
        (Kind::Switch, Value::Bool(false)) => settings::off(l).to_owned(),
        (Kind::Number { .. }, value) => value.as_i64().map_or_else(empty, format::number),
        (Kind::City, Value::String(name)) if !name.is_empty() => labels::city(l, name),
        (Kind::Email, Value::String(text)) if !text.is_empty() => text.clone(),
        (Kind::Words { .. }, value) => {
            let text = serde_json::from_value::<Localized>(value.clone()).unwrap_or_default();
            match text.get(l) {
                ("", _) => empty(),
                (text, _) => text.to_owned(),
            }
        }
        _ => empty(),
    }
}

/// For whom a flag is on, as people read it.
pub fn rule_words(l: Locale, rule: &FlagRule) -> String {
    if rule.state != FlagState::Some {
        return words::flag_state(l, rule.state).0.to_owned();
    }
    let roles: Vec<String> = rule.roles.iter().map(|role| labels::role(l, role)).collect();
    let roles = if roles.is_empty() { flags::no_roles(l).to_owned() } else { roles.join(", ") };
    flags::rule_some(l, roles, rule.users.len(), rule.percentage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_default_has_words_and_any_json_can_be_shown() {
        for l in Locale::ALL {
            for setting in Setting::ALL {
                assert!(!setting_value(l, *setting, &setting.default_value()).is_empty());
                for odd in [json!(null), json!([1]), json!({ "ru": 5 }), json!(-1), json!("x")] {
                    assert!(!setting_value(l, *setting, &odd).is_empty());
                }
            }
        }
    }
}
