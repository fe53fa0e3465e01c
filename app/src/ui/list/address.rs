//! Addresses of the same list with something changed.

use birqadam_core::list::{FilterValue, ListRequest, ListSpec, Sort};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What pages and plain forms add to an address; no list asks for it.
const MARKS: [&str; 3] = ["done", "__err", "__path"];

/// The query without what only told how the reader came here.
pub fn without_page_marks(query: &str) -> String {
    let pairs = query.trim_start_matches('?').split('&');
    let kept: Vec<_> = pairs.filter(|pair| !MARKS.contains(&pair.split('=').next().unwrap_or_default())).collect();
    kept.join("&")
}

/// Where the list is and what is asked of it.
#[derive(Clone)]
pub(super) struct Address {
    pub path: String,
    pub spec: &'static ListSpec,
    pub request: ListRequest,
}

impl Address {
    pub fn here(spec: &'static ListSpec, request: ListRequest) -> Self {
        Address { path: use_location().pathname.get_untracked(), spec, request }
    }

    /// The address of a changed request, on its first page.
    pub fn with(&self, change: impl FnOnce(&mut ListRequest)) -> String {
        let mut request = self.request.clone();
        change(&mut request);
        self.of(&request, None)
    }

    pub fn sorted(&self, sort: Sort) -> String {
        self.with(|request| request.sort = sort)
    }

    /// Without one value of a filter.
    pub fn without(&self, name: &str, value: &str) -> String {
        self.with(|request| {
            if let Some(rest) = request.filters.remove(name).and_then(|values| values.without(value)) {
                request.filters.insert(name.to_owned(), rest);
            }
        })
    }

    pub fn page(&self, cursor: Option<&str>) -> String {
        self.of(&self.request, cursor)
    }

    /// As fields of a form: everything but the filters it has itself, or but the columns.
    pub fn hidden(&self, leave_out: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        self.pairs(&self.request).into_iter().filter(|(name, _)| !leave_out(name)).collect()
    }

    /// The query of the request as it is, for what needs the same records.
    pub fn query(&self) -> String {
        print(self.pairs(&self.request))
    }

    /// What belongs to the place stays out: the path says it.
    fn pairs(&self, request: &ListRequest) -> Vec<(String, String)> {
        let mut request = request.clone();
        request.filters.retain(|name, _| self.spec.filter(name).is_none_or(|filter| !filter.fixed));
        request.pairs(self.spec)
    }

    fn of(&self, request: &ListRequest, cursor: Option<&str>) -> String {
        let mut pairs = self.pairs(request);
        pairs.extend(cursor.map(|cursor| ("cursor".to_owned(), cursor.to_owned())));
        if pairs.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, print(pairs)) }
    }
}

fn print(pairs: Vec<(String, String)>) -> String {
    let pair = |(name, value): (String, String)| format!("{}={}", super::super::encode(&name), super::super::encode(&value));
    pairs.into_iter().map(pair).collect::<Vec<_>>().join("&")
}

/// The chosen values of a choice.
pub(super) fn chosen<'a>(request: &'a ListRequest, name: &str) -> &'a [String] {
    match request.filters.get(name) {
        Some(FilterValue::Any(values)) => values,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_part_of_the_request() {
        assert_eq!(without_page_marks("?status=active&done=saved&__err=x"), "status=active");
        assert_eq!(without_page_marks(""), "");
    }
}
