//! Types shared with the browser and the API.

mod passport;

use birqadam_core::form::{FormInput, problems};
use birqadam_core::{AchievementId, FieldError, Localized, Result, validate::Validator};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use passport::*;

/// One entry of the points ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PointsEntry {
    pub id: i64,
    pub amount: i64,
    pub reason: String,
    pub source_kind: String,
    pub source_id: i64,
    pub details: serde_json::Value,
    pub created_at: DateTime<Utc>,
}

/// An achievement with how far a person is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AchievementProgress {
    pub id: AchievementId,
    pub code: String,
    pub title: Localized,
    pub description: Localized,
    pub icon: String,
    pub threshold: i32,
    /// The fact now, at most the threshold.
    pub progress: i32,
    pub unlocked_at: Option<DateTime<Utc>>,
}

/// An achievement as administrators see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Achievement {
    pub id: AchievementId,
    pub code: String,
    pub title: Localized,
    pub description: Localized,
    pub icon: String,
    pub threshold: i32,
    /// How many people have it.
    pub unlocked: i64,
    pub version: i64,
}

/// Longest title, in characters.
pub const ACHIEVEMENT_TITLE_MAX: usize = 60;
/// Longest description, in characters.
pub const ACHIEVEMENT_DESCRIPTION_MAX: usize = 200;

/// New words for an achievement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AchievementWords {
    pub title: Localized,
    pub description: Localized,
    /// The version that was edited; an older one than stored is a conflict.
    pub version: i64,
}

impl AchievementWords {
    /// Title and description, each in at least one language.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] at `title.ru`, `description.kk` and so on.
    pub fn validate(&self) -> Result<(Localized, Localized)> {
        let mut v = Validator::new();
        let title = v.localized("title", &self.title, ACHIEVEMENT_TITLE_MAX);
        let description = v.localized("description", &self.description, ACHIEVEMENT_DESCRIPTION_MAX);
        v.finish()?;
        Ok((title, description))
    }
}

impl FormInput for AchievementWords {
    const NAME: &'static str = "achievement";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_language_of_each_is_enough() {
        let ru = |text: &str| Localized { ru: text.into(), ..Localized::default() };
        let table = [
            (ru("Активист"), ru("Десять дел"), None),
            (ru(""), ru("Десять дел"), Some("title.ru")),
            (ru("Активист"), Localized { kk: "я".repeat(201), ..Localized::default() }, Some("description.kk")),
        ];
        for (title, description, expected) in table {
            let wrong = AchievementWords { title, description, version: 1 }.check();
            assert_eq!(wrong.first().map(|error| error.field.as_str()), expected);
        }
    }
}
