//! The catalogue of settings: what an administrator changes while the platform runs. Each has a
//! type, a range and a default, and is obeyed by code that names it; the words are in
//! `app/texts/*/settings.json`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{FieldCode, Localized, Result, city::City, validate::Validator};

/// Which values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// On or off.
    Switch,
    /// A whole number from … to …
    Number { min: i64, max: i64 },
    /// An e-mail address or nothing.
    Email,
    /// One of our cities or nothing.
    City,
    /// Text in three languages; `required` means in one of them at least.
    Words { max: usize, required: bool },
}

/// What stands together on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    General,
    Registration,
    Moderation,
    Limits,
    Retention,
}

impl Group {
    pub const ALL: [Group; 5] =
        [Group::General, Group::Registration, Group::Moderation, Group::Limits, Group::Retention];
}

macro_rules! settings {
    ($($(#[$doc:meta])* $variant:ident, $field:ident: $type:ty = $group:ident, $kind:expr, $default:expr;)+) => {
        /// The name of a setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Setting { $($(#[$doc])* $variant),+ }

        impl Setting {
            pub const ALL: &'static [Setting] = &[$(Setting::$variant),+];

            /// The name under which it is stored and known to programs.
            pub fn as_str(self) -> &'static str {
                match self { $(Setting::$variant => stringify!($field)),+ }
            }

            pub fn parse(name: &str) -> Option<Setting> {
                Setting::ALL.iter().copied().find(|setting| setting.as_str() == name)
            }

            pub fn group(self) -> Group {
                match self { $(Setting::$variant => Group::$group),+ }
            }

            pub fn kind(self) -> Kind {
                match self { $(Setting::$variant => $kind),+ }
            }

            /// The value that holds until somebody changes it.
            pub fn default_value(self) -> Value {
                match self { $(Setting::$variant => { let value: $type = $default; value.to_value() }),+ }
            }
        }

        /// All settings with their values now.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Settings { $($(#[$doc])* pub $field: $type),+ }

        impl Default for Settings {
            fn default() -> Self {
                Settings { $($field: $default),+ }
            }
        }

        impl Settings {
            /// Takes over a stored value; one that cannot be read leaves what was there.
            pub fn set(&mut self, setting: Setting, value: &Value) {
                match setting {
                    $(Setting::$variant => if let Some(value) = Stored::from_value(value) { self.$field = value; }),+
                }
            }
        }
    };
}

settings! {
    /// What the platform is called in its header and in the titles of pages.
    PlatformName, platform_name: Localized = General, Kind::Words { max: 40, required: true }, same("BirQadam");
    /// A greeting on the start page, in place of our own.
    WelcomeText, welcome_text: Localized = General, Kind::Words { max: 300, required: false }, Localized::default();
    /// Whom people write to; shown at the foot of every page.
    ContactEmail, contact_email: String = General, Kind::Email, String::new();
    /// The city a new project begins with.
    DefaultCity, default_city: String = General, Kind::City, String::new();
    /// Whether everyone may see what volunteers did on the whole platform.
    PublicImpact, public_impact: bool = General, Kind::Switch, false;
    /// Whether volunteers may register.
    RegisterVolunteer, register_volunteer: bool = Registration, Kind::Switch, true;
    /// Whether organizers may register.
    RegisterOrganizer, register_organizer: bool = Registration, Kind::Switch, true;
    /// Whether one may apply to be a moderator.
    RegisterModerator, register_moderator: bool = Registration, Kind::Switch, true;
    /// Whether sponsors may register.
    RegisterSponsor, register_sponsor: bool = Registration, Kind::Switch, true;
    /// Whether partners may register.
    RegisterPartner, register_partner: bool = Registration, Kind::Switch, true;
    /// Whether new projects wait for a moderator before they are published.
    ProjectModeration, project_moderation: bool = Moderation, Kind::Switch, true;
    /// Registrations from one address per hour.
    RegistrationsPerHour, registrations_per_hour: i64 = Limits, Kind::Number { min: 1, max: 1000 }, 10;
    /// Attempts to sign in to one account from one address per quarter of an hour.
    SignInAttempts, sign_in_attempts: i64 = Limits, Kind::Number { min: 3, max: 100 }, 10;
    /// Mails with a link (confirmation, reset) to one address per hour.
    LinkMailsPerHour, link_mails_per_hour: i64 = Limits, Kind::Number { min: 1, max: 50 }, 5;
    /// Up to how many tenge an organizer's expense counts without a second person.
    ExpenseLimit, expense_limit: i64 = Limits, Kind::Number { min: 0, max: 1_000_000_000 }, 50_000;
    /// How many days the ended runs of jobs are kept.
    JobHistoryDays, job_history_days: i64 = Retention, Kind::Number { min: 1, max: 365 }, 14;
    /// How many days after a refusal the documents of an application are removed; 0 keeps them.
    RejectedDocumentsDays, rejected_documents_days: i64 = Retention, Kind::Number { min: 0, max: 3650 }, 0;
}

impl Setting {
    /// The value as it will be stored: trimmed, in one form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] on `value`, of words on `value.ru`, `value.kk`, `value.en`.
    pub fn check(self, value: &Value) -> Result<Value> {
        let mut v = Validator::new();
        let stored = self.checked(value, &mut v);
        v.finish()?;
        Ok(stored)
    }

    fn checked(self, value: &Value, v: &mut Validator) -> Value {
        match (self.kind(), value) {
            (Kind::Switch, Value::Bool(on)) => Value::Bool(*on),
            (Kind::Number { min, max }, Value::Number(number)) => match number.as_i64() {
                Some(n) => {
                    v.check(n >= min, "value", FieldCode::TooSmall(min));
                    v.check(n <= max, "value", FieldCode::TooBig(max));
                    n.into()
                }
                None => wrong(v, FieldCode::Malformed),
            },
            (Kind::Email | Kind::City, Value::String(text)) if text.trim().is_empty() => Value::String(String::new()),
            (Kind::Email, Value::String(text)) => v.email("value", text).into(),
            (Kind::City, Value::String(text)) => match City::find(text) {
                Some(city) => city.name.into(),
                None => wrong(v, FieldCode::Unknown),
            },
            (Kind::Words { max, required }, Value::Object(_)) => match Localized::from_value(value) {
                Some(words) => {
                    let ru = v.line("value.ru", &words.ru, 0, max);
                    let kk = v.line("value.kk", &words.kk, 0, max);
                    let en = v.line("value.en", &words.en, 0, max);
                    let empty = ru.is_empty() && kk.is_empty() && en.is_empty();
                    v.check(!(required && empty), "value.ru", FieldCode::Required);
                    Localized { ru, kk, en }.to_value()
                }
                None => wrong(v, FieldCode::Malformed),
            },
            _ => wrong(v, FieldCode::Malformed),
        }
    }

    /// The value a form sends (always text, and nothing for a box not ticked), as JSON. What
    /// cannot be read stays as it is, for [`Setting::check`] to refuse.
    pub fn from_form(self, typed: &Value) -> Value {
        match (self.kind(), typed) {
            (Kind::Switch, typed) => Value::Bool(typed.as_str() == Some("true")),
            (Kind::Number { .. }, Value::String(text)) => match text.trim().parse::<i64>() {
                Ok(number) => number.into(),
                Err(_) => typed.clone(),
            },
            (Kind::Email | Kind::City, Value::Null) => Value::String(String::new()),
            _ => typed.clone(),
        }
    }
}

fn wrong(v: &mut Validator, code: FieldCode) -> Value {
    v.add("value", code);
    Value::Null
}

fn same(text: &str) -> Localized {
    Localized { ru: text.into(), kk: text.into(), en: text.into() }
}

/// A value as it lies in the database.
trait Stored: Sized {
    fn from_value(value: &Value) -> Option<Self>;
    fn to_value(&self) -> Value;
}

impl Stored for bool {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_bool()
    }
    fn to_value(&self) -> Value {
        (*self).into()
    }
}

impl Stored for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_i64()
    }
    fn to_value(&self) -> Value {
        (*self).into()
    }
}

impl Stored for String {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
    fn to_value(&self) -> Value {
        self.as_str().into()
    }
}

impl Stored for Localized {
    fn from_value(value: &Value) -> Option<Self> {
        serde_json::from_value(value.clone()).ok()
    }
    fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use serde_json::json;

    #[test]
    fn every_default_is_a_value_the_setting_takes() {
        for setting in Setting::ALL {
            assert_eq!(setting.check(&setting.default_value()), Ok(setting.default_value()), "{setting:?}");
            assert_eq!(Setting::parse(setting.as_str()), Some(*setting));
            assert_eq!(serde_json::to_value(setting).unwrap_or_default(), json!(setting.as_str()));
        }
    }

    #[test]
    fn the_typed_values_are_the_defaults_until_one_is_stored() {
        let mut settings = Settings::default();
        for setting in Setting::ALL {
            settings.set(*setting, &setting.default_value());
        }
        assert_eq!(settings, Settings::default());
        settings.set(Setting::SignInAttempts, &json!(7));
        settings.set(Setting::ProjectModeration, &json!("no boolean"));
        assert_eq!((settings.sign_in_attempts, settings.project_moderation), (7, true));
    }

    #[test]
    fn what_cannot_be_taken_is_said_at_its_place() {
        let long = "я".repeat(41);
        let table = [
            (Setting::ProjectModeration, json!("true"), "value", FieldCode::Malformed),
            (Setting::ProjectModeration, json!(null), "value", FieldCode::Malformed),
            (Setting::SignInAttempts, json!(2), "value", FieldCode::TooSmall(3)),
            (Setting::SignInAttempts, json!(101), "value", FieldCode::TooBig(100)),
            (Setting::SignInAttempts, json!(5.5), "value", FieldCode::Malformed),
            (Setting::SignInAttempts, json!("5"), "value", FieldCode::Malformed),
            (Setting::ContactEmail, json!("nobody"), "value", FieldCode::Email),
            (Setting::DefaultCity, json!("Atlantis"), "value", FieldCode::Unknown),
            (Setting::PlatformName, json!({}), "value.ru", FieldCode::Required),
            (Setting::PlatformName, json!({ "kk": long }), "value.kk", FieldCode::TooLong(40)),
            (Setting::PlatformName, json!({ "en": "a\u{202e}b" }), "value.en", FieldCode::ForbiddenCharacters),
            (Setting::PlatformName, json!({ "en": 5 }), "value", FieldCode::Malformed),
            (Setting::PlatformName, json!([]), "value", FieldCode::Malformed),
        ];
        for (setting, value, field, code) in table {
            assert_eq!(setting.check(&value), Err(Error::field(field, code)), "{setting:?} {value}");
        }
    }

    #[test]
    fn values_are_stored_in_one_form() {
        assert_eq!(Setting::ContactEmail.check(&json!(" Help@Example.KZ ")), Ok(json!("help@example.kz")));
        assert_eq!(Setting::DefaultCity.check(&json!("алматы")), Ok(json!("Almaty")));
        assert_eq!(Setting::DefaultCity.check(&json!("")), Ok(json!("")));
        assert_eq!(Setting::PlatformName.check(&json!({ "ru": "  Наш город " })), Ok(json!({ "ru": "Наш город" })));
    }

    #[test]
    fn what_a_form_sends_becomes_a_value() {
        let table = [
            (Setting::ProjectModeration, json!("true"), json!(true)),
            (Setting::ProjectModeration, json!(null), json!(false)),
            (Setting::SignInAttempts, json!(" 12 "), json!(12)),
            (Setting::SignInAttempts, json!("twelve"), json!("twelve")),
            (Setting::ContactEmail, json!(null), json!("")),
            (Setting::PlatformName, json!({ "ru": "А" }), json!({ "ru": "А" })),
        ];
        for (setting, typed, expected) in table {
            assert_eq!(setting.from_form(&typed), expected, "{setting:?} {typed}");
        }
    }
}
