//! What is asked of a list, to and from the query of a URL. Strict: what the list does not know is
//! an error at the name it came under.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ColumnSpec, FilterKind, FilterSpec, ListSpec};
use crate::{Error, FieldCode, Result, parse, validate::Validator};

/// Most values of one filter.
const VALUES_MAX: usize = 50;
/// Longest text to find, in characters.
const TEXT_MAX: usize = 200;
/// Rows of a page, unless told.
const LIMIT: i64 = 25;
const LIMIT_MAX: i64 = 100;

/// Filters, order, columns and page. Made by [`ListRequest::parse`], so that it always fits its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRequest {
    /// Alternatives within a filter; all filters must hold.
    pub filters: BTreeMap<String, FilterValue>,
    pub sort: Sort,
    /// Names of the columns, in the list's order.
    pub columns: Vec<String>,
    pub cursor: Option<String>,
    pub limit: Option<i64>,
}

/// A filter's values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilterValue {
    /// Of a choice or a lookup.
    Any(Vec<String>),
    Text(String),
    /// Both ends are included.
    Days {
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    },
    Ids(Vec<i64>),
    Flag(bool),
}

/// A sortable column and the direction: `-created_at` is the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    pub column: String,
    pub descending: bool,
}

impl std::fmt::Display for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.column)
    }
}

impl Sort {
    fn read(text: &str) -> Self {
        let column = text.strip_prefix('-');
        Sort { column: column.unwrap_or(text).to_owned(), descending: column.is_some() }
    }
}

impl ListRequest {
    /// Everything, in the list's own order.
    pub fn default_of(spec: &ListSpec) -> Self {
        ListRequest {
            filters: BTreeMap::new(),
            sort: Sort::read(spec.sort),
            columns: names(spec.default_columns()),
            cursor: None,
            limit: None,
        }
    }

    /// Reads `status=active,pending&created_from=2026-01-01&sort=-name&columns=name,email`. A filter
    /// may also stand several times. Empty values are those of an empty form and mean nothing.
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything the list does not know, by name.
    pub fn parse<'a>(spec: &ListSpec, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let mut request = Self::default_of(spec);
        let mut columns: Vec<String> = Vec::new();
        let mut wrong = Validator::new();
        for (name, value) in pairs.into_iter().map(|(name, value)| (name, value.trim())) {
            if value.is_empty() {
                continue;
            }
            match name {
                "sort" => request.sort = read_sort(spec, value, &mut wrong).unwrap_or(request.sort),
                "columns" => columns.extend(read_columns(spec, value, &mut wrong)),
                "cursor" => request.cursor = Some(value.to_owned()),
                "limit" => request.limit = read_limit(value, &mut wrong),
                _ => request.read_filter(spec, name, value, &mut wrong),
            }
        }
        if !columns.is_empty() {
            // In the list's order, and never without what a row is called.
            let first = spec.columns.first().map(|column| column.name);
            let chosen = |column: &&ColumnSpec| Some(column.name) == first || columns.iter().any(|c| c == column.name);
            request.columns = names(spec.columns.iter().filter(chosen));
        }
        wrong.finish()?;
        Ok(request)
    }

    /// The same from the text of a query, percent-encoded.
    ///
    /// # Errors
    /// As [`ListRequest::parse`].
    pub fn parse_query(spec: &ListSpec, query: &str) -> Result<Self> {
        let pairs: Vec<_> = form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).collect();
        Self::parse(spec, pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
    }

    /// The same at a place of its own: what the place says of the list (`project=5`) cannot be said
    /// otherwise by the query.
    ///
    /// # Errors
    /// As [`ListRequest::parse`].
    pub fn parse_at(spec: &ListSpec, place: &str, query: &str) -> Result<Self> {
        let mut request = Self::parse_query(spec, query)?;
        if let Some(name) = request.filters.keys().find(|name| spec.filter(name).is_some_and(|f| f.fixed)) {
            return Err(Error::field(name.clone(), FieldCode::Unknown));
        }
        request.filters.extend(Self::parse_query(spec, place)?.filters);
        Ok(request)
    }

    /// The query that [`ListRequest::parse_query`] reads back; what is as the list has it anyway is
    /// left out, the page (cursor) too.
    pub fn to_query(&self, spec: &ListSpec) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs(spec));
        query.finish()
    }

    /// The pairs of [`ListRequest::to_query`], for the hidden fields of a form.
    pub fn pairs(&self, spec: &ListSpec) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (name, value) in &self.filters {
            pairs.extend(value.pairs(name));
        }
        let usual = Self::default_of(spec);
        if self.sort != usual.sort {
            pairs.push(("sort".to_owned(), self.sort.to_string()));
        }
        if self.columns != usual.columns {
            pairs.push(("columns".to_owned(), self.columns.join(",")));
        }
        if let Some(limit) = self.limit {
            pairs.push(("limit".to_owned(), limit.to_string()));
        }
        pairs
    }

    /// Rows of a page.
    pub fn limit(&self) -> i64 {
        self.limit.unwrap_or(LIMIT)
    }

    /// Whether anything beyond the place's own filters narrows the list.
    pub fn is_filtered(&self, spec: &ListSpec) -> bool {
        self.filters.keys().any(|name| spec.filter(name).is_some_and(|filter| !filter.fixed))
    }

    fn read_filter(&mut self, spec: &ListSpec, name: &str, value: &str, wrong: &mut Validator) {
        let Some((filter, end)) = find_filter(spec, name) else {
            return wrong.add(name, FieldCode::Unknown);
        };
        let before = self.filters.remove(filter.name);
        match read_value(filter, end, value, before) {
            Ok(value) => {
                self.filters.insert(filter.name.to_owned(), value);
            }
            Err(code) => wrong.add(name, code),
        }
    }
}

impl FilterValue {
    /// As parameters of a URL.
    pub fn pairs(&self, name: &str) -> Vec<(String, String)> {
        let one = |value: String| vec![(name.to_owned(), value)];
        match self {
            FilterValue::Any(values) => one(values.join(",")),
            FilterValue::Text(text) => one(text.clone()),
            FilterValue::Ids(ids) => one(ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",")),
            FilterValue::Flag(flag) => one(flag.to_string()),
            FilterValue::Days { from, to } => [("from", from), ("to", to)]
                .into_iter()
                .filter_map(|(end, day)| Some((format!("{name}_{end}"), day.as_ref()?.to_string())))
                .collect(),
        }
    }

    /// Without one of its values; `None` when nothing is left.
    pub fn without(&self, value: &str) -> Option<Self> {
        match self {
            FilterValue::Any(values) => {
                let rest: Vec<_> = values.iter().filter(|v| *v != value).cloned().collect();
                (!rest.is_empty()).then_some(FilterValue::Any(rest))
            }
            FilterValue::Ids(ids) => {
                let rest: Vec<_> = ids.iter().filter(|id| id.to_string() != value).copied().collect();
                (!rest.is_empty()).then_some(FilterValue::Ids(rest))
            }
            _ => None,
        }
    }
}

/// The filter a parameter belongs to, and which end of a range it is.
fn find_filter(spec: &ListSpec, name: &str) -> Option<(&'static FilterSpec, &'static str)> {
    let is_days = |filter: &FilterSpec| filter.kind == FilterKind::Days;
    if let Some(filter) = spec.filter(name).filter(|filter| !is_days(filter)) {
        return Some((filter, ""));
    }
    ["from", "to"].into_iter().find_map(|end| {
        let start = name.strip_suffix(end)?.strip_suffix('_')?;
        spec.filter(start).filter(|filter| is_days(filter)).map(|filter| (filter, end))
    })
}

fn read_value(
    filter: &FilterSpec,
    end: &str,
    value: &str,
    before: Option<FilterValue>,
) -> Result<FilterValue, FieldCode> {
    match filter.kind {
        FilterKind::Choice(known) => {
            let values = read_values(value, before)?;
            if values.iter().all(|v| known.contains(&v.as_str())) {
                Ok(FilterValue::Any(values))
            } else {
                Err(FieldCode::Unknown)
            }
        }
        // Known to the database only: the engine checks these.
        FilterKind::Lookup => Ok(FilterValue::Any(read_values(value, before)?)),
        FilterKind::Text => {
            let mut check = Validator::new();
            let text = check.line("text", value, 1, TEXT_MAX);
            match check.finish() {
                Err(Error::Invalid(errors)) if !errors.is_empty() => Err(errors[0].code.clone()),
                _ => Ok(FilterValue::Text(text)),
            }
        }
        FilterKind::Ids => {
            let mut ids = match before {
                Some(FilterValue::Ids(ids)) => ids,
                _ => Vec::new(),
            };
            for id in value.split(',') {
                let id: i64 = id.trim().parse().map_err(|_| FieldCode::Malformed)?;
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            if ids.len() > VALUES_MAX { Err(FieldCode::TooMany(VALUES_MAX as i64)) } else { Ok(FilterValue::Ids(ids)) }
        }
        FilterKind::Days => {
            let day = parse::date(value).ok_or(FieldCode::Date)?;
            let (from, to) = match before {
                Some(FilterValue::Days { from, to }) => (from, to),
                _ => (None, None),
            };
            let (from, to) = if end == "from" { (Some(day), to) } else { (from, Some(day)) };
            if from.zip(to).is_some_and(|(from, to)| to < from) {
                return Err(FieldCode::EndBeforeStart);
            }
            Ok(FilterValue::Days { from, to })
        }
        FilterKind::Flag => value.parse().map(FilterValue::Flag).map_err(|_| FieldCode::Unknown),
    }
}

fn read_values(value: &str, before: Option<FilterValue>) -> Result<Vec<String>, FieldCode> {
    let mut values = match before {
        Some(FilterValue::Any(values)) => values,
        _ => Vec::new(),
    };
    for one in value.split(',').map(str::trim).filter(|one| !one.is_empty()) {
        if one.chars().count() > TEXT_MAX || one.chars().any(char::is_control) {
            return Err(FieldCode::Unknown);
        }
        if !values.iter().any(|v| v == one) {
            values.push(one.to_owned());
        }
    }
    match values.len() {
        0 => Err(FieldCode::Unknown),
        n if n > VALUES_MAX => Err(FieldCode::TooMany(VALUES_MAX as i64)),
        _ => Ok(values),
    }
}

fn read_sort(spec: &ListSpec, value: &str, wrong: &mut Validator) -> Option<Sort> {
    let sort = Sort::read(value);
    if spec.column(&sort.column).is_some_and(|column| column.sortable) {
        return Some(sort);
    }
    wrong.add("sort", FieldCode::Unknown);
    None
}

fn read_columns(spec: &ListSpec, value: &str, wrong: &mut Validator) -> Vec<String> {
    let mut columns = Vec::new();
    for name in value.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match spec.column(name) {
            Some(column) => columns.push(column.name.to_owned()),
            None => wrong.add("columns", FieldCode::Unknown),
        }
    }
    columns
}

fn read_limit(value: &str, wrong: &mut Validator) -> Option<i64> {
    match value.parse::<i64>() {
        Ok(limit) if limit < 1 => wrong.add("limit", FieldCode::TooSmall(1)),
        Ok(limit) if limit > LIMIT_MAX => wrong.add("limit", FieldCode::TooBig(LIMIT_MAX)),
        Ok(limit) => return Some(limit),
        Err(_) => wrong.add("limit", FieldCode::Malformed),
    }
    None
}

fn names<'a>(columns: impl Iterator<Item = &'a ColumnSpec>) -> Vec<String> {
    columns.map(|column| column.name.to_owned()).collect()
}
