//! Words an administrator gives in place of ours. `{name}` stands for what a notice tells.

use birqadam_core::{ChannelName, Error, FieldCode, Locale, NoticeKind, Result, validate::Validator};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Words in place of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Template {
    pub kind: NoticeKind,
    pub channel: ChannelName,
    pub locale: Locale,
    /// Of a mail.
    pub subject: Option<String>,
    pub body: String,
    pub version: i64,
    pub updated_at: DateTime<Utc>,
}

/// Words as typed. `version` is that of the words that were changed, 0 when ours stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TemplateInput {
    pub subject: String,
    pub body: String,
    pub version: i64,
}

const SUBJECT_MAX: usize = 150;
const BODY_MAX: usize = 2000;

impl TemplateInput {
    /// The words, trimmed, with only those names in braces that the type has.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all fields that cannot be accepted.
    pub fn check(&self, kind: NoticeKind, channel: ChannelName) -> Result<(Option<String>, String)> {
        let mut v = Validator::new();
        let subject = (channel == ChannelName::Email).then(|| v.line("subject", &self.subject, 1, SUBJECT_MAX));
        let body = v.text("body", &self.body, 1, BODY_MAX);
        for (field, text) in [("subject", subject.as_deref().unwrap_or_default()), ("body", &body)] {
            let known = |name: &str| kind.placeholders().contains(&name);
            v.check(
                names(text).is_some_and(|names| names.into_iter().all(known)),
                field,
                FieldCode::UnknownPlaceholder,
            );
        }
        v.finish()?;
        Ok((subject, body))
    }
}

/// The names in braces; `None` when a brace has no partner.
fn names(text: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (name, after) = rest[at..].strip_prefix('{')?.split_once('}')?;
        names.push(name);
        rest = after;
    }
    Some(names)
}

/// The text with values in place of their names. Values are taken as they are, braces in them
/// stand for nothing; a name without value stays.
pub fn fill(text: &str, values: &[(&'static str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('{') {
        filled.push_str(before);
        let found = tail
            .split_once('}')
            .and_then(|(name, after)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value, after)));
        match found {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = tail;
            }
        }
    }
    filled + rest
}

/// The parts of a template's address.
///
/// # Errors
/// [`Error::NotFound`] when there is no such type, channel or language.
pub fn template_key(kind: &str, channel: &str, locale: &str) -> Result<(NoticeKind, ChannelName, Locale)> {
    let locale = Locale::ALL.into_iter().find(|l| l.as_str() == locale);
    match (NoticeKind::parse(kind), ChannelName::parse(channel), locale) {
        (Some(kind), Some(channel), Some(locale)) => Ok((kind, channel, locale)),
        _ => Err(Error::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once() {
        let values = [("task", "{reason} <b>".to_owned()), ("reason", "R".to_owned())];
        let table = [
            ("{task}: {reason}", "{reason} <b>: R"),
            ("{unknown} {task", "{unknown} {task"),
            ("}{", "}{"),
            ("", ""),
            ("😀{reason}😀", "😀R😀"),
        ];
        for (text, expected) in table {
            assert_eq!(fill(text, &values), expected, "{text}");
        }
    }

    #[test]
    fn only_names_the_type_has_are_taken() {
        let check = |subject: &str, body: &str| {
            let input = TemplateInput { subject: subject.into(), body: body.into(), version: 0 };
            match input.check(NoticeKind::ReportReturned, ChannelName::Email) {
                Err(Error::Invalid(fields)) => fields.into_iter().map(|f| f.field).collect(),
                _ => Vec::new(),
            }
        };
        let none: [&str; 0] = [];
        assert_eq!(check("Report {task}", "{task}: {reason}"), none);
        assert_eq!(check("Report {password}", "{task"), ["subject", "body"]);
        assert_eq!(check("", "x}"), ["subject", "body"]);
        assert_eq!(check("a\r\nBcc: x@y.kz", "ok"), ["subject"]);
    }
}
