//! Runs a list on the database. A context declares the SQL of its list ([`List`]); rows, totals,
//! pages and walks over everything come from here. Values are only ever bound.

mod cells;
mod count;
mod cursor;
mod declare;
mod query;
mod read;
pub mod views;
mod walk;

/// For [`List`], so that contexts need no dependency more.
pub use async_trait::async_trait;
pub use count::count;
pub use declare::{ColumnSql, FilterSql, FilterWhen, Filters, List, ListSql, SortSql, SortType, Where};
pub use read::{explain, matching_ids, read, visible_ids};
pub use walk::{WALK_ROWS, Walk};

/// The list of that name among those that exist.
pub fn find<'a>(lists: &[&'a dyn List], name: &str) -> crate::Result<&'a dyn List> {
    lists.iter().find(|list| list.spec().name == name).copied().ok_or(crate::Error::NotFound)
}
