//! One page of a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Cell, ListRequest, ListSpec};

/// What a list answers with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListPage {
    /// The request as understood, with its sort and its columns filled in.
    pub request: ListRequest,
    pub rows: Vec<Row>,
    /// The cursor of the page before; `None` on the first.
    pub prev: Option<String>,
    /// The cursor of the next page; `None` on the last.
    pub next: Option<String>,
    pub total: Total,
    /// Values of the filters that are looked up.
    pub choices: BTreeMap<String, Vec<Choice>>,
}

impl ListPage {
    /// An empty page, for a list that could not be asked.
    pub fn empty(spec: &ListSpec) -> Self {
        let request = ListRequest::default_of(spec);
        ListPage {
            request,
            rows: Vec::new(),
            prev: None,
            next: None,
            total: Total::default(),
            choices: BTreeMap::new(),
        }
    }
}

/// A record in the list; its cells in the order of the request's columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub id: i64,
    pub cells: Vec<Cell>,
}

/// How many records match, over all pages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// Counted up to [`Total::COUNTED`].
    pub count: i64,
    /// There are more than were counted.
    pub more: bool,
    /// Sums of the columns that are summed, by name; none when there are more than were counted.
    pub sums: BTreeMap<String, i64>,
}

impl Total {
    /// So many are counted: the same price for two thousand records as for two hundred thousand.
    pub const COUNTED: i64 = 1_000;
}

/// A value to choose in a filter, with its words in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: String,
    /// Empty where the list's own words say it.
    pub label: String,
}

impl Choice {
    /// A value of ours, with words in the list.
    pub fn unnamed(value: String) -> Self {
        Choice { value, label: String::new() }
    }
}
