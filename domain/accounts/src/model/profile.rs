//! What people show of themselves.

use birqadam_core::form::{FormInput, problems};
use birqadam_core::{FieldCode, FieldError, Locale, Result, UserId, validate::Validator};
use birqadam_core::{city::City, parse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::LANGUAGES;

/// Changes to one's own profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct UpdateProfile {
    pub name: String,
    pub phone: String,
    pub about: String,
    /// `ru`, `kk` or `en`.
    pub locale: String,
    /// One of the cities of the catalogue; empty tells none.
    pub city: String,
    /// Codes of the languages spoken: `kk`, `ru`…
    pub languages: Vec<String>,
    /// `2008-11-22` or `22.11.2008`; empty tells none.
    pub birth_date: String,
    /// The version that was edited; an older one than stored is a conflict.
    pub version: i64,
}

/// Changes to a profile that passed every rule.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidProfile {
    pub name: String,
    pub phone: Option<String>,
    pub about: String,
    /// `None` keeps the language: a client may not offer the choice.
    pub locale: Option<&'static str>,
    pub city: Option<&'static str>,
    /// In the order of the catalogue, each once.
    pub languages: Vec<&'static str>,
    /// Whether it lies ahead is for who has a clock.
    pub birth_date: Option<NaiveDate>,
}

impl UpdateProfile {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self) -> Result<ValidProfile> {
        let mut v = Validator::new();
        let locale = Locale::ALL.into_iter().map(Locale::as_str).find(|tag| *tag == self.locale);
        let valid = ValidProfile {
            name: v.line("name", &self.name, 1, 200),
            phone: v.phone("phone", &self.phone),
            about: v.text("about", &self.about, 0, 4000),
            locale,
            city: City::find(&self.city).map(|city| city.name),
            languages: LANGUAGES.iter().map(|(code, _)| *code).filter(|code| self.speaks(code)).collect(),
            birth_date: parse::date(&self.birth_date),
        };
        v.check(valid.city.is_some() || self.city.trim().is_empty(), "city", FieldCode::Unknown);
        let known = |code: &String| LANGUAGES.iter().any(|(known, _)| known == code);
        v.check(self.languages.iter().all(known), "languages", FieldCode::Unknown);
        let dated = valid.birth_date.is_some() || self.birth_date.trim().is_empty();
        v.check(dated, "birth_date", FieldCode::Date);
        v.check(locale.is_some() || self.locale.is_empty(), "locale", FieldCode::Unknown);
        v.finish()?;
        Ok(valid)
    }

    fn speaks(&self, code: &str) -> bool {
        self.languages.iter().any(|spoken| spoken == code)
    }
}

impl FormInput for UpdateProfile {
    const NAME: &'static str = "profile";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// The public face of an account, for example of an organizer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PublicProfile {
    pub id: UserId,
    /// The organisation's name where there is one, else the person's.
    pub display_name: String,
    pub role: String,
    pub about: String,
    pub profile_photo: Option<String>,
    pub rating: Option<f64>,
    pub rating_count: i32,
    pub created_at: DateTime<Utc>,
}
