//! How a partner narrows the requests for their resources.

use birqadam_core::{FieldCode, Result, validate::Validator};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{RequestShelf, ResourceRequestStatus};

/// As it comes in an address; empty is all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "ssr", into_params(parameter_in = Query))]
#[serde(default)]
pub struct RequestFilter {
    /// `waiting`, `upcoming`, `lent`, `thanked`, `closed`; all when left out.
    pub show: String,
    /// States, comma-separated: `approved,done`.
    pub status: String,
    /// The id of a resource.
    pub resource: String,
    /// Those that begin on this day or later: `2026-11-01`.
    pub from: String,
    /// Those that begin on this day or before.
    pub to: String,
}

/// A filter that was understood; `None` is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidRequestFilter {
    pub shelf: RequestShelf,
    pub statuses: Option<Vec<String>>,
    pub resource: Option<i64>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl RequestFilter {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every part that cannot be understood, by its name.
    pub fn read(&self) -> Result<ValidRequestFilter> {
        let shelf = RequestShelf::read(&self.show)?;
        let mut v = Validator::new();
        let names: Vec<&str> = self.status.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        let known = names.iter().all(|name| ResourceRequestStatus::parse(name).is_some());
        v.check(known, "status", FieldCode::Unknown);
        let resource = v.whole_number("resource", &self.resource, 1, i64::MAX);
        let mut day = |field: &str, text: &str| if text.trim().is_empty() { None } else { v.date(field, text) };
        let (from, to) = (day("from", &self.from), day("to", &self.to));
        v.finish()?;
        let statuses = (!names.is_empty()).then(|| names.into_iter().map(str::to_owned).collect());
        Ok(ValidRequestFilter { shelf, statuses, resource, from, to })
    }
}

#[cfg(test)]
mod tests {
    use birqadam_core::Error;

    use super::*;

    #[test]
    fn nothing_is_all_and_what_is_given_is_read() {
        assert_eq!(RequestFilter::default().read(), Ok(ValidRequestFilter::default()));
        let given = RequestFilter {
            show: "all".into(),
            status: "approved, done".into(),
            resource: "7".into(),
            from: "2026-11-01".into(),
            to: String::new(),
        };
        let valid = given.read().unwrap();
        assert_eq!(valid.statuses, Some(vec!["approved".to_owned(), "done".to_owned()]));
        assert_eq!((valid.resource, valid.from, valid.to), (Some(7), "2026-11-01".parse().ok(), None));
    }

    #[test]
    fn what_cannot_be_understood_is_said_by_name() {
        let odd = RequestFilter {
            status: "approved,nice".into(),
            resource: "'; --".into(),
            from: "yesterday".into(),
            ..RequestFilter::default()
        };
        let Err(Error::Invalid(problems)) = odd.read() else { panic!("accepted") };
        let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["status", "resource", "from"]);
    }
}
