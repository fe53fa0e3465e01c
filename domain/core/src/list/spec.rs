//! What a list is: its filters, its columns, who may see it. Constants, the same for browser and
//! server.

use super::CellKind;
use crate::Permission;

/// A list by declaration.
#[derive(Debug)]
pub struct ListSpec {
    /// In addresses, in saved views, in exports: `users`.
    pub name: &'static str,
    pub permission: Permission,
    pub filters: &'static [FilterSpec],
    /// The first is what a row is called; it is always shown.
    pub columns: &'static [ColumnSpec],
    /// The order unless told: a sortable column, with `-` for descending.
    pub sort: &'static str,
}

impl ListSpec {
    pub fn filter(&self, name: &str) -> Option<&'static FilterSpec> {
        self.filters.iter().find(|filter| filter.name == name)
    }

    pub fn column(&self, name: &str) -> Option<&'static ColumnSpec> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns shown unless told otherwise.
    pub fn default_columns(&self) -> impl Iterator<Item = &'static ColumnSpec> {
        self.columns.iter().filter(|column| column.shown)
    }
}

/// One filter: its name in the URL and what it takes.
#[derive(Debug)]
pub struct FilterSpec {
    pub name: &'static str,
    pub kind: FilterKind,
    /// Belongs to the place where the list is shown (the project of its participants) and is
    /// neither offered nor removed there.
    pub fixed: bool,
}

/// What a filter takes. Several values are alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterKind {
    /// Any of these values.
    Choice(&'static [&'static str]),
    /// Any of the values that the list looks up (roles, tags).
    Lookup,
    /// Words to find.
    Text,
    /// From one day to another, each may be left out: `created_from`, `created_to`.
    Days,
    /// Ids of records.
    Ids,
    /// `true` or `false`.
    Flag,
}

impl FilterSpec {
    const fn new(name: &'static str, kind: FilterKind) -> Self {
        FilterSpec { name, kind, fixed: false }
    }

    pub const fn choice(name: &'static str, values: &'static [&'static str]) -> Self {
        Self::new(name, FilterKind::Choice(values))
    }

    pub const fn lookup(name: &'static str) -> Self {
        Self::new(name, FilterKind::Lookup)
    }

    pub const fn text(name: &'static str) -> Self {
        Self::new(name, FilterKind::Text)
    }

    pub const fn days(name: &'static str) -> Self {
        Self::new(name, FilterKind::Days)
    }

    pub const fn ids(name: &'static str) -> Self {
        Self::new(name, FilterKind::Ids)
    }

    pub const fn flag(name: &'static str) -> Self {
        Self::new(name, FilterKind::Flag)
    }

    /// See [`FilterSpec::fixed`].
    pub const fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }
}

/// One column: its name, the kind of its cells, and whether it sorts.
#[derive(Debug)]
pub struct ColumnSpec {
    pub name: &'static str,
    pub kind: CellKind,
    pub sortable: bool,
    /// Shown unless other columns were chosen.
    pub shown: bool,
    /// Summed up under the list (numbers and money).
    pub summed: bool,
}

impl ColumnSpec {
    pub const fn new(name: &'static str, kind: CellKind) -> Self {
        ColumnSpec { name, kind, sortable: false, shown: true, summed: false }
    }

    pub const fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Only shown when chosen.
    pub const fn hidden(mut self) -> Self {
        self.shown = false;
        self
    }

    pub const fn summed(mut self) -> Self {
        self.summed = true;
        self
    }
}
