//! Ready reasons, kept by people, in three languages.

use serde::{Deserialize, Serialize};

use super::Decision;
use crate::{FieldCode, Localized, Result, validate::Validator};

/// Longest ready reason in one language, in characters.
pub const TEMPLATE_MAX: usize = 500;

/// A ready reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReasonTemplate {
    pub id: i64,
    /// Name of the kind.
    pub kind: String,
    pub decision: Decision,
    pub text: Localized,
    pub version: i64,
}

/// A ready reason as it is written. Kind and decision stay what they were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ReasonTemplateInput {
    pub kind: String,
    pub decision: String,
    pub ru: String,
    pub kk: String,
    pub en: String,
    /// The version that was edited; a newer one is a conflict. Optional.
    pub version: Option<i64>,
}

impl ReasonTemplateInput {
    /// # Errors
    /// [`crate::Error::Invalid`] on `ru`, `kk`, `en` (over [`TEMPLATE_MAX`] characters) and on
    /// `ru` when all are empty.
    pub fn text(&self) -> Result<Localized> {
        let mut v = Validator::new();
        let ru = v.line("ru", &self.ru, 0, TEMPLATE_MAX);
        let kk = v.line("kk", &self.kk, 0, TEMPLATE_MAX);
        let en = v.line("en", &self.en, 0, TEMPLATE_MAX);
        v.check(!(ru.is_empty() && kk.is_empty() && en.is_empty()), "ru", FieldCode::Required);
        v.finish()?;
        Ok(Localized { ru, kk, en })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    #[test]
    fn one_language_is_enough_and_none_is_too_few() {
        let text =
            |ru: &str, kk: &str| ReasonTemplateInput { ru: ru.into(), kk: kk.into(), ..Default::default() }.text();
        assert!(text("", "Жоқ").is_ok());
        assert_eq!(text(" ", ""), Err(Error::field("ru", FieldCode::Required)));
        let long = text("", &"ә".repeat(10_000));
        assert_eq!(long, Err(Error::field("kk", FieldCode::TooLong(TEMPLATE_MAX as i64))));
    }
}
