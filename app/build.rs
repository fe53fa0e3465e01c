//! Turns `texts/{ru,kk,en}/<namespace>.json` into functions `texts::<namespace>::<key>(locale, …)`.
//!
//! A key or a `{name}` missing in a language fails the build; a key that nobody uses is a
//! dead-code warning of the compiler. Arguments come in the order of the Russian text; a
//! plural's number `n` comes first.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path, process::ExitCode};

use serde_json::Value;

const LOCALES: [(&str, &str); 3] = [("ru", "Ru"), ("kk", "Kk"), ("en", "En")];

/// Plural categories of each language that a text must give (CLDR; see `texts.rs`).
const FORMS: [(&str, &[&str]); 3] =
    [("ru", &["one", "few", "many", "other"]), ("kk", &["one", "other"]), ("en", &["one", "other"])];

type Texts = BTreeMap<String, Value>;

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=texts");
    println!("cargo:rerun-if-changed=build.rs");
    match generate() {
        Ok(code) => {
            let out = env::var("OUT_DIR").unwrap_or_default();
            match fs::write(Path::new(&out).join("texts.rs"), code) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => fail(&error.to_string()),
            }
        }
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ExitCode {
    println!("cargo::error={}", message.replace('\n', " "));
    ExitCode::FAILURE
}

fn generate() -> Result<String, String> {
    let mut namespaces: Vec<String> = fs::read_dir("texts/ru")
        .map_err(|e| format!("texts/ru: {e}"))?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .collect();
    namespaces.sort();
    let mut code = String::new();
    for namespace in &namespaces {
        let texts: Vec<Texts> = LOCALES.iter().map(|(tag, _)| read(tag, namespace)).collect::<Result<_, _>>()?;
        let _ = writeln!(
            code,
            "#[allow(clippy::useless_format)]\npub(crate) mod {namespace} {{\n    #[allow(unused_imports)]\n    use super::{{Display, Locale, Plural, number, plural}};"
        );
        for (locale, other) in LOCALES.iter().zip(&texts).skip(1) {
            if let Some(extra) = other.keys().find(|key| !texts[0].contains_key(*key)) {
                return Err(format!("texts/{}/{namespace}.json: `{extra}` is not in ru", locale.0));
            }
        }
        for key in texts[0].keys() {
            let mut values = Vec::new();
            for (locale, all) in LOCALES.iter().zip(&texts) {
                let value =
                    all.get(key).ok_or_else(|| format!("texts/{}/{namespace}.json: `{key}` is missing", locale.0))?;
                values.push(value);
            }
            code.push_str(&function(key, &values).map_err(|e| format!("texts, {namespace}.{key}: {e}"))?);
        }
        code.push_str("}\n");
    }
    Ok(code)
}

fn read(tag: &str, namespace: &str) -> Result<Texts, String> {
    let path = format!("texts/{tag}/{namespace}.json");
    let text = fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
    serde_json::from_str(&text).map_err(|e| format!("{path}: {e}"))
}

/// One text in all languages as a function.
fn function(key: &str, values: &[&Value]) -> Result<String, String> {
    if !key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        return Err("a key is snake_case".into());
    }
    let plural = values[0].is_object();
    let mut names: Vec<String> = Vec::new();
    let mut arms = String::new();
    for (index, ((tag, variant), value)) in LOCALES.iter().zip(values).enumerate() {
        let texts = forms(tag, value, plural)?;
        let mut own: Vec<String> = Vec::new();
        for (_, text) in &texts {
            for name in placeholders(text)? {
                if !own.contains(&name) {
                    own.push(name);
                }
            }
        }
        if index == 0 {
            names = own.clone();
        }
        let differs = |name: &String| !(plural && name == "n");
        let mut ours: Vec<_> = own.iter().filter(|n| differs(n)).collect();
        let mut theirs: Vec<_> = names.iter().filter(|n| differs(n)).collect();
        ours.sort();
        theirs.sort();
        if ours != theirs {
            return Err(format!("placeholders of {tag} ({ours:?}) differ from ru ({theirs:?})"));
        }
        arms.push_str(&arm(variant, &texts, plural, !own.is_empty() || !names.is_empty()));
    }
    names.retain(|name| !(plural && name == "n"));
    let mut arguments = String::new();
    if plural {
        arguments.push_str(", n: i64");
    }
    for name in &names {
        let _ = write!(arguments, ", {name}: impl Display");
    }
    let result = if plural || !names.is_empty() { "String" } else { "&'static str" };
    let body = format!("match l {{\n{arms}        }}");
    Ok(format!("    pub(crate) fn {key}(l: Locale{arguments}) -> {result} {{\n        {body}\n    }}\n"))
}

/// The texts of one language by plural form; a plain text is the form `other`.
fn forms(tag: &str, value: &Value, plural: bool) -> Result<Vec<(String, String)>, String> {
    match value {
        Value::String(text) if !plural => Ok(vec![("other".into(), text.clone())]),
        Value::Object(map) if plural => {
            let wanted = FORMS.iter().find(|(t, _)| *t == tag).map(|(_, forms)| *forms).unwrap_or_default();
            let mut texts = Vec::new();
            for form in wanted {
                let text =
                    map.get(*form).and_then(Value::as_str).ok_or_else(|| format!("{tag}: form `{form}` is missing"))?;
                texts.push(((*form).to_owned(), text.to_owned()));
            }
            match map.keys().find(|k| !wanted.contains(&k.as_str())) {
                Some(extra) => Err(format!("{tag}: unknown form `{extra}`")),
                None => Ok(texts),
            }
        }
        _ => Err(format!("{tag}: a text here and a plural there")),
    }
}

fn arm(variant: &str, texts: &[(String, String)], plural: bool, formatted: bool) -> String {
    let literal = |text: &str| if plural || formatted { format!("format!({text:?})") } else { format!("{text:?}") };
    if !plural {
        return format!("            Locale::{variant} => {},\n", literal(&texts[0].1));
    }
    let mut arm = format!(
        "            Locale::{variant} => {{ let form = plural(l, n); let n = number(n); let _ = &n; match form {{\n"
    );
    for (form, text) in texts.iter().rev().skip(1).rev() {
        let name = format!("{}{}", form[..1].to_uppercase(), &form[1..]);
        let _ = writeln!(arm, "                Plural::{name} => {},", literal(text));
    }
    let last = texts.last().map(|(_, text)| text.as_str()).unwrap_or_default();
    let _ = writeln!(arm, "                _ => {},\n            }} }}", literal(last));
    arm
}

/// The names in `{…}`, in order.
fn placeholders(text: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let end = rest[start..].find('}').ok_or("an open `{`")?;
        let name = rest.get(start + 1..start + end).unwrap_or_default();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return Err(format!("`{{{name}}}` is no name"));
        }
        names.push(name.to_owned());
        rest = &rest[start + end + 1..];
    }
    Ok(names)
}
