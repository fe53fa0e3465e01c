//! What a report is asked: `project_id=5&from=2026-11-01`.

use std::collections::BTreeMap;
use std::fmt;

use birqadam_core::{Error, FieldCode, Result, parse};
use chrono::NaiveDate;

/// Names and values, each name at most once, none that the report does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportQuery(BTreeMap<String, String>);

impl ReportQuery {
    /// Reads a query; empty values are left out.
    ///
    /// # Errors
    /// [`Error::Invalid`] at a name that is not among `known`, or that comes twice.
    pub fn parse(query: &str, known: &[&str]) -> Result<Self> {
        let mut values = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            if !known.contains(&name.as_ref()) {
                return Err(Error::field(name.into_owned(), FieldCode::Unknown));
            }
            if value.contains('\0') {
                return Err(Error::field(name.into_owned(), FieldCode::ForbiddenCharacters));
            }
            let value = value.trim().to_owned();
            if !value.is_empty() && values.insert(name.clone().into_owned(), value).is_some() {
                return Err(Error::field(name.into_owned(), FieldCode::Malformed));
            }
        }
        Ok(ReportQuery(values))
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The id of that name, if there is one.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the name when it is no number.
    pub fn id<T: From<i64>>(&self, name: &'static str) -> Result<Option<T>> {
        let number = self.text(name).map(|text| text.parse().map_err(|_| Error::field(name, FieldCode::Malformed)));
        Ok(number.transpose()?.map(T::from))
    }

    /// The id of that name.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the name when it is missing or no number.
    pub fn required_id<T: From<i64>>(&self, name: &'static str) -> Result<T> {
        self.id(name)?.ok_or_else(|| Error::field(name, FieldCode::Required))
    }

    /// The day of that name, if there is one.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the name when it is no day.
    pub fn day(&self, name: &'static str) -> Result<Option<NaiveDate>> {
        let day = self.text(name).map(|text| parse::date(text).ok_or_else(|| Error::field(name, FieldCode::Date)));
        day.transpose()
    }
}

/// The query that [`ReportQuery::parse`] reads back, in one order whatever it came in.
impl fmt::Display for ReportQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &["project_id", "from", "city"];

    #[test]
    fn what_is_asked_is_read_back() {
        let query = ReportQuery::parse("?project_id=5&from=01.11.2026&city=", KNOWN).expect("a query");
        assert_eq!(query.id::<i64>("project_id"), Ok(Some(5)));
        assert_eq!(query.day("from"), Ok(NaiveDate::from_ymd_opt(2026, 11, 1)));
        assert_eq!(query.text("city"), None);
        assert_eq!(query.to_string(), "from=01.11.2026&project_id=5");
        assert_eq!(ReportQuery::parse(&query.to_string(), KNOWN), Ok(query));
    }

    #[test]
    fn what_cannot_be_understood_is_said_at_its_name() {
        let table = [
            ("moon=full", "moon", FieldCode::Unknown),
            ("city=a&city=b", "city", FieldCode::Malformed),
            ("city=%00", "city", FieldCode::ForbiddenCharacters),
        ];
        for (query, field, code) in table {
            assert_eq!(ReportQuery::parse(query, KNOWN), Err(Error::field(field, code)), "{query}");
        }
        let query = ReportQuery::parse("project_id=5';--&from=soon", KNOWN).expect("a query");
        assert_eq!(query.id::<i64>("project_id"), Err(Error::field("project_id", FieldCode::Malformed)));
        assert_eq!(query.day("from"), Err(Error::field("from", FieldCode::Date)));
        assert_eq!(query.required_id::<i64>("city"), Err(Error::field("city", FieldCode::Required)));
    }
}
