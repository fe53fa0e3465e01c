//! The three interface languages and content written in them.

use serde::{Deserialize, Serialize};

/// An interface language. Russian is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    Ru,
    Kk,
    En,
}

impl Locale {
    pub const ALL: [Locale; 3] = [Locale::Ru, Locale::Kk, Locale::En];

    /// The BCP 47 tag, also used in the database and in `<html lang>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Locale::Ru => "ru",
            Locale::Kk => "kk",
            Locale::En => "en",
        }
    }

    /// The language's own name for itself.
    pub fn endonym(self) -> &'static str {
        match self {
            Locale::Ru => "Русский",
            Locale::Kk => "Қазақша",
            Locale::En => "English",
        }
    }

    /// `ru`, `kk-KZ`, `EN`; anything else is `None`.
    pub fn parse(tag: &str) -> Option<Locale> {
        match tag.get(..2)?.to_ascii_lowercase().as_str() {
            "ru" => Some(Locale::Ru),
            "kk" | "kz" => Some(Locale::Kk),
            "en" => Some(Locale::En),
            _ => None,
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4).
    pub fn negotiate(accept_language: &str) -> Option<Locale> {
        accept_language
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let locale = Locale::parse(pieces.next()?.trim())?;
                let quality = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
                (quality > 0.0).then_some((locale, quality))
            })
            .fold(None, |best: Option<(Locale, f32)>, next| match best {
                Some(best) if best.1 >= next.1 => Some(best),
                _ => Some(next),
            })
            .map(|(locale, _)| locale)
    }
}

impl std::fmt::Display for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Content in up to three languages, stored as JSONB `{"ru", "kk", "en"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Localized {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ru: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kk: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl Localized {
    /// The text exactly in this language, empty when it is missing.
    pub fn exact(&self, locale: Locale) -> &str {
        match locale {
            Locale::Ru => &self.ru,
            Locale::Kk => &self.kk,
            Locale::En => &self.en,
        }
    }

    /// The text in this language or the first that exists, with the language it is really in.
    pub fn get(&self, locale: Locale) -> (&str, Locale) {
        [locale, Locale::Ru, Locale::Kk, Locale::En]
            .into_iter()
            .map(|l| (self.exact(l), l))
            .find(|(text, _)| !text.is_empty())
            .unwrap_or(("", locale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negotiation_takes_the_best_quality_and_ignores_the_rest() {
        let table = [
            ("kk-KZ,ru;q=0.9", Some(Locale::Kk)),
            ("de,en;q=0.3,ru;q=0.8", Some(Locale::Ru)),
            ("ru;q=0,en;q=0.1", Some(Locale::En)),
            ("de-DE,*;q=0.5", None),
            ("", None),
            ("ё", None),
        ];
        for (header, expected) in table {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }

    #[test]
    fn a_missing_translation_falls_back_and_says_so() {
        let text = Localized { ru: "Парк".into(), ..Default::default() };
        assert_eq!(text.get(Locale::Kk), ("Парк", Locale::Ru));
        assert_eq!(text.exact(Locale::Kk), "");
    }
}
