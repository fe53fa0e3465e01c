//! Projects as sponsors look for them: what is needed, what is there.

use birqadam_core::{Amount, FieldCode, ProjectId, Result, city::City, validate::Validator};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Longest search, in characters; the rest of a pasted text is ignored.
const QUERY_MAX: usize = 100;

/// The types of volunteering, as in the projects' own check.
pub const PROJECT_TYPES: &[&str] =
    &["social", "environmental", "cultural", "education", "health", "animals", "sport", "emergency", "other"];

/// Filters, as in the URL. Several values of one filter, comma-separated, are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct SponsorProjectFilter {
    /// Types of volunteering: `environmental`.
    #[serde(rename = "type")]
    pub kind: String,
    /// City names: `Almaty`.
    pub city: String,
    /// Words; Kazakh letters may be missing, a typo is forgiven.
    pub q: String,
    /// `true`: only those that have not got all they need.
    pub need: String,
    /// `true`: only those that one follows.
    pub followed: String,
}

/// Filters that passed every rule. `None` means "all".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValidSponsorFilter {
    pub kinds: Option<Vec<String>>,
    pub cities: Option<Vec<String>>,
    pub words: Option<String>,
    pub need: bool,
    pub followed: bool,
}

impl SponsorProjectFilter {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] at the filter whose value we do not know.
    pub fn validate(&self) -> Result<ValidSponsorFilter> {
        let mut v = Validator::new();
        let kinds = list(&mut v, "type", &self.kind, |name| PROJECT_TYPES.iter().copied().find(|kind| *kind == name));
        let cities = list(&mut v, "city", &self.city, |name| City::find(name).map(|city| city.name));
        let need = switch(&mut v, "need", &self.need);
        let followed = switch(&mut v, "followed", &self.followed);
        v.finish()?;
        let words: String = self.q.chars().filter(|c| !c.is_control()).take(QUERY_MAX).collect();
        let words = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        Ok(ValidSponsorFilter { kinds, cities, words, need, followed })
    }
}

fn list(
    v: &mut Validator,
    field: &str,
    text: &str,
    known: impl Fn(&str) -> Option<&'static str>,
) -> Option<Vec<String>> {
    let names = || text.split(',').map(str::trim).filter(|name| !name.is_empty());
    let values: Option<Vec<String>> = names().map(|name| known(name).map(str::to_owned)).collect();
    v.check(values.is_some(), field, FieldCode::Unknown);
    values.filter(|values| !values.is_empty())
}

fn switch(v: &mut Validator, field: &str, text: &str) -> bool {
    let text = text.trim();
    v.check(matches!(text, "" | "true" | "1" | "false" | "0"), field, FieldCode::Unknown);
    matches!(text, "true" | "1")
}

/// A line of `GET /api/sponsor/projects`: a project that takes money now. Sums are in whole units of
/// the currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SponsorProject {
    pub id: ProjectId,
    pub title: String,
    /// The organisation's name.
    pub organizer: String,
    pub city: String,
    /// The type of volunteering.
    #[serde(rename = "type")]
    pub kind: String,
    pub budget_needed: Amount,
    pub current_funding: Amount,
    pub currency: String,
    /// Who gave something.
    pub sponsors: i64,
    /// People who have a place on a task.
    pub volunteers: i64,
    pub tasks: i64,
    /// Whether the caller follows it.
    pub is_followed: bool,
    pub cover_url: Option<String>,
    /// The cover in the size of a card.
    pub cover_card_url: Option<String>,
    pub cover_hash: Option<String>,
    pub published_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_known_values() {
        let filter = SponsorProjectFilter {
            kind: "social, sport".into(),
            city: "алматы".into(),
            q: " сад\0 ".into(),
            need: "true".into(),
            ..Default::default()
        };
        let valid = filter.validate().expect("known values");
        assert_eq!(valid.kinds, Some(vec!["social".to_owned(), "sport".to_owned()]));
        assert_eq!(valid.cities, Some(vec!["Almaty".to_owned()]));
        assert_eq!((valid.words.as_deref(), valid.need, valid.followed), (Some("сад"), true, false));
        let table = [
            SponsorProjectFilter { kind: "social,magic".into(), ..Default::default() },
            SponsorProjectFilter { city: "Atlantis".into(), ..Default::default() },
            SponsorProjectFilter { need: "';--".into(), ..Default::default() },
            SponsorProjectFilter { followed: "maybe".into(), ..Default::default() },
        ];
        for bad in table {
            assert!(bad.validate().is_err(), "{bad:?}");
        }
        assert_eq!(SponsorProjectFilter::default().validate(), Ok(ValidSponsorFilter::default()));
    }
}
