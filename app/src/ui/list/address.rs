//! Addresses of the same list with something changed.

use birqadam_core::{
    ViewId,
    list::{FilterValue, ListRequest, ListSpec, Sort},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::super::encode;
use crate::lists::ListScreen;

/// What pages and plain forms add to an address; no list asks for it.
const MARKS: [&str; 3] = ["done", "__err", "__path"];

/// The query without what only told how the reader came here.
pub fn without_page_marks(query: &str) -> String {
    let pairs = query.trim_start_matches('?').split('&');
    let kept: Vec<_> = pairs.filter(|pair| !MARKS.contains(&pair.split('=').next().unwrap_or_default())).collect();
    kept.join("&")
}

type Pairs = Vec<(String, String)>;

/// Where the list is and what is asked of it.
#[derive(Clone)]
pub(super) struct Address {
    pub path: String,
    pub spec: &'static ListSpec,
    pub request: ListRequest,
    /// The view in force, with its query.
    view: Option<(ViewId, String)>,
    /// The reader's list opens with a view, so that an empty query would not mean "everything".
    has_default: bool,
}

impl Address {
    pub fn here(spec: &'static ListSpec, screen: &ListScreen) -> Self {
        Address {
            path: use_location().pathname.get_untracked(),
            spec,
            request: screen.page.request.clone(),
            view: screen.open_view().map(|view| (view.id, view.query.clone())),
            has_default: screen.views.iter().any(|view| view.is_default),
        }
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

    /// A saved view as it was saved.
    pub fn view(&self, id: ViewId) -> String {
        format!("{}?view={id}", self.path)
    }

    /// The list as it is declared.
    pub fn usual(&self) -> String {
        if self.has_default { format!("{}?view=none", self.path) } else { self.path.clone() }
    }

    /// As fields of a form, but for those it has itself.
    pub fn hidden(&self, leave_out: impl Fn(&str) -> bool) -> Pairs {
        let mut pairs = self.asked(&self.request);
        // The form may come back empty, and that must not mean the view as it was saved.
        if !pairs.iter().any(|(name, _)| name == "sort") && (self.view.is_some() || self.has_default) {
            pairs.push(("sort".to_owned(), self.request.sort.to_string()));
        }
        pairs.extend(self.view.iter().map(|(id, _)| ("view".to_owned(), id.to_string())));
        pairs.retain(|(name, _)| !leave_out(name));
        pairs
    }

    /// The query of the request, without its place: what a view keeps.
    pub fn query(&self) -> String {
        self.own(&self.request).to_query(self.spec)
    }

    /// The query with its place, for what needs the same records elsewhere.
    pub fn whole_query(&self) -> String {
        self.request.to_query(self.spec)
    }

    /// Whether what is shown is not the view as it was saved.
    pub fn is_changed(&self) -> bool {
        self.view.as_ref().is_some_and(|(_, query)| *query != self.query())
    }

    /// What belongs to the place stays out: the path says it.
    fn own(&self, request: &ListRequest) -> ListRequest {
        let mut request = request.clone();
        request.filters.retain(|name, _| self.spec.filter(name).is_none_or(|filter| !filter.fixed));
        request
    }

    fn asked(&self, request: &ListRequest) -> Pairs {
        self.own(request).pairs(self.spec)
    }

    fn of(&self, request: &ListRequest, cursor: Option<&str>) -> String {
        let mut pairs = self.asked(request);
        let pair = |name: &str, value: String| (name.to_owned(), value);
        match &self.view {
            Some((id, query)) => {
                if self.own(request).to_query(self.spec) == *query {
                    pairs.clear();
                } else if pairs.is_empty() {
                    pairs.push(pair("sort", request.sort.to_string()));
                }
                pairs.insert(0, pair("view", id.to_string()));
            }
            None if self.has_default && pairs.is_empty() => pairs.push(pair("view", "none".to_owned())),
            None => {}
        }
        pairs.extend(cursor.map(|cursor| pair("cursor", cursor.to_owned())));
        if pairs.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, print(pairs)) }
    }
}

fn print(pairs: Pairs) -> String {
    let pair = |(name, value): (String, String)| format!("{}={}", encode(&name), encode(&value));
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
    use birqadam_accounts::USERS;

    use super::*;

    fn address(query: &str, view: Option<&str>, has_default: bool) -> Address {
        Address {
            path: "/admin/users".into(),
            spec: &USERS,
            request: ListRequest::parse_query(&USERS, query).unwrap(),
            view: view.map(|query| (ViewId(5), query.to_owned())),
            has_default,
        }
    }

    #[test]
    fn marks_are_no_part_of_the_request() {
        assert_eq!(without_page_marks("?status=active&done=saved&__err=x"), "status=active");
        assert_eq!(without_page_marks(""), "");
    }

    #[test]
    fn a_view_is_said_by_its_number_until_something_is_changed() {
        let saved = address("status=blocked", Some("status=blocked"), false);
        assert!(!saved.is_changed());
        assert_eq!(saved.page(Some("c")), "/admin/users?view=5&cursor=c");
        // Without its filter the view is changed, and the address must say so.
        let removed = saved.without("status", "blocked");
        assert_eq!(removed, "/admin/users?view=5&sort=-created");
        assert!(address("sort=-created", Some("status=blocked"), false).is_changed());
        assert!(saved.hidden(|_| false).contains(&("sort".into(), "-created".into())), "an emptied form says it too");
    }

    #[test]
    fn with_a_default_view_the_whole_list_is_said() {
        let filtered = address("status=blocked", None, true);
        assert_eq!(filtered.without("status", "blocked"), "/admin/users?view=none");
        assert_eq!(address("status=blocked", None, false).without("status", "blocked"), "/admin/users");
    }
}
