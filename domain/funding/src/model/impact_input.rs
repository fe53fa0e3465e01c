//! What an organizer writes to count what their project did.

use birqadam_core::form::problems;
use birqadam_core::validate::Validator;
use birqadam_core::{Amount, Error, FieldCode, FieldError, FormInput, Localized, ReportId, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amount_field::text_or_number;
use super::impact_figures::ImpactKind;
use super::past_day::past_day;

/// The most measures of one project.
pub const IMPACT_MEASURES_MAX: i64 = 20;
/// The most that one entry counts.
const COUNT_MAX: i64 = 1_000_000_000;

/// A further measure of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ImpactMeasureInput {
    /// `trees_planted`, `area_covered`, `people_helped`, `waste_collected`, `other`.
    pub kind: String,
    /// For `other`.
    pub title: Localized,
    /// For `other`.
    pub unit: String,
}

impl ImpactMeasureInput {
    /// Kind, title and unit.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `kind`, `title.ru`…, `unit`.
    pub fn validate(&self) -> Result<(ImpactKind, Localized, String)> {
        let mut v = Validator::new();
        let kind = ImpactKind::parse(&self.kind);
        let code = if self.kind.is_empty() { FieldCode::Required } else { FieldCode::Unknown };
        v.check(kind.is_some(), "kind", code);
        let (title, unit) = match kind.and_then(ImpactKind::unit) {
            // What everyone counts alike has its name and unit.
            Some(unit) => (Localized::default(), unit.to_owned()),
            None if kind.is_some() => {
                let title = v.localized("title", &self.title, 100);
                (title, v.line("unit", &self.unit, 1, 30))
            }
            None => (Localized::default(), String::new()),
        };
        v.finish()?;
        Ok((kind.unwrap_or(ImpactKind::Other), title, unit))
    }
}

impl FormInput for ImpactMeasureInput {
    const NAME: &'static str = "impact-measure";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// A further count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ImpactEntryInput {
    /// At most two decimals.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = f64))]
    pub amount: String,
    pub counted_on: String,
    pub note: String,
    /// An approved report of the project that shows it, or nothing.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>))]
    pub report: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidEntry {
    /// In hundredths.
    pub hundredths: i64,
    pub counted_on: NaiveDate,
    pub note: String,
    pub report: Option<ReportId>,
}

impl ImpactEntryInput {
    /// # Errors
    /// [`Error::Invalid`] on `amount`, `counted_on`, `note`, `report`.
    pub fn validate(&self, today: NaiveDate) -> Result<ValidEntry> {
        let mut v = Validator::new();
        let hundredths = count(&mut v, &self.amount);
        let counted_on = past_day(&mut v, "counted_on", &self.counted_on, today);
        let note = v.text("note", &self.note, 0, 500);
        let report = match self.report.trim() {
            "" => None,
            text => {
                let id = text.parse().ok().map(ReportId);
                v.check(id.is_some(), "report", FieldCode::Unknown);
                id
            }
        };
        v.finish()?;
        let counted_on = counted_on.ok_or_else(|| Error::field("counted_on", FieldCode::Required))?;
        Ok(ValidEntry { hundredths, counted_on, note, report })
    }
}

/// A number above zero with two decimals at most, written as amounts are.
fn count(v: &mut Validator, text: &str) -> i64 {
    match Amount::parse(text.trim()) {
        _ if text.trim().is_empty() => v.add("amount", FieldCode::Required),
        None => v.add("amount", FieldCode::Malformed),
        Some(number) if number.0 < 1 => v.add("amount", FieldCode::TooSmall(1)),
        Some(number) if number.0 > COUNT_MAX * 100 => v.add("amount", FieldCode::TooBig(COUNT_MAX)),
        Some(number) => return number.0,
    }
    0
}

impl FormInput for ImpactEntryInput {
    const NAME: &'static str = "impact-entry";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate(NaiveDate::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong<T: FormInput>(input: &T) -> Vec<(String, FieldCode)> {
        input.check().into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn own_measures_need_a_name_and_a_unit() {
        let measure = |kind: &str, ru: &str, unit: &str| ImpactMeasureInput {
            kind: kind.into(),
            title: Localized { ru: ru.into(), ..Localized::default() },
            unit: unit.into(),
        };
        assert_eq!(measure("trees_planted", "", "").validate().map(|m| m.2), Ok("1".into()));
        assert_eq!(measure("other", "Скворечники", "шт.").validate().map(|m| m.2), Ok("шт.".into()));
        assert_eq!(
            wrong(&measure("other", "", "")),
            [("title.ru".into(), FieldCode::Required), ("unit".into(), FieldCode::Required)],
        );
        assert_eq!(wrong(&measure("", "", "")), [("kind".into(), FieldCode::Required)]);
        assert_eq!(wrong(&measure("money", "", "")), [("kind".into(), FieldCode::Unknown)]);
    }

    #[test]
    fn counts_are_above_zero_and_fit() {
        let entry = |amount: &str| ImpactEntryInput {
            amount: amount.into(),
            counted_on: "21.11.2026".into(),
            ..ImpactEntryInput::default()
        };
        for (text, expected) in [
            ("500", None),
            ("1,25", None),
            ("", Some(FieldCode::Required)),
            ("0", Some(FieldCode::TooSmall(1))),
            ("-3", Some(FieldCode::TooSmall(1))),
            ("1.234", Some(FieldCode::Malformed)),
            ("1000000000.01", Some(FieldCode::TooBig(1_000_000_000))),
        ] {
            let found = wrong(&entry(text)).first().map(|(_, code)| code.clone());
            assert_eq!(found, expected, "{text}");
        }
    }
}
