//! The public filters of projects, from the URL to values.

use birqadam_core::{FieldCode, Result, city::City, validate::Validator};
use chrono::NaiveDate;

use super::{ProjectFilter, VolunteerType};

/// Longest search, in characters; the rest of a pasted text is ignored.
const QUERY_MAX: usize = 100;

/// Filters that passed every rule. `None` means "all".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValidFilter {
    /// API names.
    pub cities: Option<Vec<String>>,
    pub types: Option<Vec<String>>,
    pub words: Option<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub free: bool,
}

impl ProjectFilter {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `city`, `type`, `from`, `to` for values we do not know.
    pub fn validate(&self) -> Result<ValidFilter> {
        let mut v = Validator::new();
        let mut cities = list(&mut v, "city", &self.city, |name| City::find(name).map(|city| city.name));
        let types = list(&mut v, "type", &self.volunteer_type, |name| VolunteerType::parse(name).map(|t| t.as_str()));
        let from = v.date("from", &self.from);
        let to = v.date("to", &self.to);
        v.finish()?;
        let words: String = self.q.chars().filter(|c| !c.is_control()).take(QUERY_MAX).collect();
        let mut words = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        // Whoever types nothing but a city's name, in any language, means that city.
        if cities.is_none()
            && let Some(city) = words.as_deref().and_then(City::find)
        {
            cities = Some(vec![city.name.to_owned()]);
            words = None;
        }
        Ok(ValidFilter { cities, types, words, from, to, free: self.free })
    }
}

fn list(
    v: &mut Validator,
    field: &str,
    text: &str,
    known: impl Fn(&str) -> Option<&'static str>,
) -> Option<Vec<String>> {
    let mut values = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match known(name) {
            Some(value) => values.push(value.to_owned()),
            None => {
                v.add(field, FieldCode::Unknown);
                return None;
            }
        }
    }
    (!values.is_empty()).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_known_names_in_any_language() {
        let filter =
            ProjectFilter { city: "алматы, Astana".into(), q: " сад\0 ".into(), ..Default::default() };
        let valid = filter.validate().unwrap();
        assert_eq!(valid.cities, Some(vec!["Almaty".to_owned(), "Astana".to_owned()]));
        assert_eq!(valid.words.as_deref(), Some("сад"));
        let typed = ProjectFilter { q: " Қарағанды ".into(), ..Default::default() }.validate().unwrap();
        assert_eq!((typed.cities, typed.words), (Some(vec!["Karaganda".to_owned()]), None));
        assert!(ProjectFilter { city: "Atlantis".into(), ..Default::default() }.validate().is_err());
        assert!(ProjectFilter { volunteer_type: "social,magic".into(), ..Default::default() }.validate().is_err());
        assert!(ProjectFilter { from: "yesterday".into(), ..Default::default() }.validate().is_err());
    }
}
