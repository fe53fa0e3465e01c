//! Collects what is wrong with an input, field by field, so that a person sees all of it at once.

use chrono::{NaiveDate, NaiveTime};

use crate::{
    Error, FieldCode, FieldError, Localized, Result,
    parse::{self, NotANumber},
};

/// Gathers field errors; [`Validator::finish`] turns them into one [`Error::Invalid`].
#[derive(Debug, Default)]
pub struct Validator {
    errors: Vec<FieldError>,
}

impl Validator {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, field: impl Into<String>, code: FieldCode) {
        self.errors.push(FieldError { field: field.into(), code });
    }

    /// Adds the error when the condition does not hold.
    pub fn check(&mut self, ok: bool, field: impl Into<String>, code: FieldCode) {
        if !ok {
            self.add(field, code);
        }
    }

    /// One line of text: trimmed, `min..=max` characters, no control or bidi-override characters.
    pub fn line(&mut self, field: &str, text: &str, min: usize, max: usize) -> String {
        self.text_with(field, text, min, max, |c| !is_forbidden(c))
    }

    /// Several lines of text: as [`Validator::line`], but line breaks and tabs are welcome.
    pub fn text(&mut self, field: &str, text: &str, min: usize, max: usize) -> String {
        let text = text.replace("\r\n", "\n");
        self.text_with(field, &text, min, max, |c| matches!(c, '\n' | '\t') || !is_forbidden(c))
    }

    fn text_with(&mut self, field: &str, text: &str, min: usize, max: usize, allowed: impl Fn(char) -> bool) -> String {
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 && min > 0 {
            self.add(field, FieldCode::Required);
        } else if length < min {
            self.add(field, FieldCode::TooShort(min as i64));
        } else if length > max {
            self.add(field, FieldCode::TooLong(max as i64));
        } else if !text.chars().all(allowed) {
            self.add(field, FieldCode::ForbiddenCharacters);
        }
        text.to_owned()
    }

    /// An e-mail address: trimmed, lower-cased; the form `local@domain.tld`, at most 254 bytes.
    pub fn email(&mut self, field: &str, text: &str) -> String {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            self.add(field, FieldCode::Required);
        } else if !is_email(&text) {
            self.add(field, FieldCode::Email);
        }
        text
    }

    /// A phone number in any local spelling, normalised to `+77771234567`; empty is `None`.
    pub fn phone(&mut self, field: &str, text: &str) -> Option<String> {
        if text.trim().is_empty() {
            return None;
        }
        let phone = normalise_phone(text);
        if phone.is_none() {
            self.add(field, FieldCode::Phone);
        }
        phone
    }

    /// A day as typed here, see [`parse::date`]; empty is `None`.
    pub fn date(&mut self, field: &str, text: &str) -> Option<NaiveDate> {
        self.parsed(field, text, FieldCode::Date, parse::date)
    }

    /// A time of day as typed here, see [`parse::time`]; empty is `None`.
    pub fn time(&mut self, field: &str, text: &str) -> Option<NaiveTime> {
        self.parsed(field, text, FieldCode::Time, parse::time)
    }

    fn parsed<T>(&mut self, field: &str, text: &str, code: FieldCode, read: fn(&str) -> Option<T>) -> Option<T> {
        if text.trim().is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.add(field, code);
        }
        value
    }

    /// Digits, with spaces between groups as people write them; empty is `None`.
    pub fn whole_number(&mut self, field: &str, text: &str, min: i64, max: i64) -> Option<i64> {
        if text.trim().is_empty() {
            return None;
        }
        match parse::whole_number(text, min, max) {
            Ok(number) => return Some(number),
            Err(NotANumber::Malformed) => self.add(field, FieldCode::Malformed),
            Err(NotANumber::TooSmall) => self.add(field, FieldCode::TooSmall(min)),
            Err(NotANumber::TooBig) => self.add(field, FieldCode::TooBig(max)),
        }
        None
    }

    /// One line in up to three languages. One language is enough: the others then show it with
    /// a mark. Errors stand at `field.ru` and so on; that nothing was given, at the first.
    pub fn localized(&mut self, field: &str, text: &Localized, max: usize) -> Localized {
        let mut line = |tag: &str, text: &str| self.line(&format!("{field}.{tag}"), text, 0, max);
        let text = Localized { ru: line("ru", &text.ru), kk: line("kk", &text.kk), en: line("en", &text.en) };
        if text == Localized::default() {
            self.add(format!("{field}.ru"), FieldCode::Required);
        }
        text
    }

    pub fn is_ok(&self) -> bool {
        self.errors.is_empty()
    }

    /// # Errors
    /// [`Error::Invalid`] with everything gathered, if anything was.
    pub fn finish(self) -> Result<()> {
        if self.errors.is_empty() { Ok(()) } else { Err(Error::Invalid(self.errors)) }
    }
}

/// Control characters, and the bidi overrides that make text read as something else.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    text.len() <= 254
        && (1..=64).contains(&local.len())
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

/// `8 (777) 123-45-67`, `+7 777 123 45 67` → `+77771234567`; other countries by their `+` form.
pub fn normalise_phone(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.chars().all(|c| c.is_ascii_digit() || "+()- .\u{a0}\u{2009}".contains(c)) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match (text.starts_with('+'), digits.len()) {
        (false, 11) if digits.starts_with('8') => Some(format!("+7{}", &digits[1..])),
        (false, 11) if digits.starts_with('7') => Some(format!("+{digits}")),
        (false, 10) if digits.starts_with('7') => Some(format!("+7{digits}")),
        // Numbers of Kazakhstan and Russia have eleven digits: fewer are not yet whole.
        (true, 8..=15) if !digits.starts_with('7') || digits.len() == 11 => Some(format!("+{digits}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phones_are_read_the_local_way() {
        let table = [
            ("+7 777 123 45 67", Some("+77771234567")),
            ("8 (777) 123-45-67", Some("+77771234567")),
            ("7771234567", Some("+77771234567")),
            ("77771234567", Some("+77771234567")),
            ("+998 90 123 45 67", Some("+998901234567")),
            ("+7 777 123 45 6", None),
            ("123", None),
            ("+7 777 call me", None),
            ("'; drop table users", None),
        ];
        for (text, expected) in table {
            assert_eq!(normalise_phone(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn emails() {
        for good in ["a@b.kz", "ivan.petrov+tag@mail.example.com", "x_1@почта.рф"] {
            let mut v = Validator::new();
            v.email("email", good);
            assert!(v.is_ok(), "{good}");
        }
        for bad in ["a", "@b.kz", "a@b", "a b@c.kz", "a@b..kz", "a@-b.kz", "a\r\nBcc: x@y.kz", ".a@b.kz", "a@b.kz\0"] {
            let mut v = Validator::new();
            v.email("email", bad);
            assert!(!v.is_ok(), "{bad}");
        }
    }

    #[test]
    fn a_line_takes_emoji_and_rtl_but_no_overrides_or_breaks() {
        for (text, ok) in
            [("Ура 🎉", true), ("שלום", true), ("a\u{202E}b", false), ("a\nb", false), ("'\";--<script>", true)]
        {
            let mut v = Validator::new();
            v.line("title", text, 1, 100);
            assert_eq!(v.is_ok(), ok, "{text:?}");
        }
    }

    #[test]
    fn one_language_is_enough() {
        let table = [
            (("", "", ""), Some("title.ru")),
            (("Парк", "", ""), None),
            ((" ", "Саябақ", ""), None),
            (("Парк", "", "A very long title"), Some("title.en")),
        ];
        for ((ru, kk, en), expected) in table {
            let mut v = Validator::new();
            v.localized("title", &Localized { ru: ru.into(), kk: kk.into(), en: en.into() }, 10);
            let errors = crate::form::problems(v.finish());
            assert_eq!(errors.first().map(|e| e.field.as_str()), expected, "{ru} {kk} {en}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_an_error_or_a_value(text in ".{0,300}") {
            let mut v = Validator::new();
            v.line("a", &text, 1, 100);
            v.text("b", &text, 0, 100);
            v.email("c", &text);
            v.phone("d", &text);
            v.date("e", &text);
            v.time("f", &text);
            v.whole_number("g", &text, 0, 10);
        }
    }
}
