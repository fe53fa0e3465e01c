//! Lists, one kind for all: a declaration ([`ListSpec`]), what is asked of it ([`ListRequest`], also
//! a URL) and one page of it ([`ListPage`]) in typed cells. `ssr::list` runs it on the database,
//! `app/src/ui/list` shows it. How to declare one: `docs/lists.md`.

mod batch;
mod cell;
mod page;
mod request;
mod spec;
#[cfg(test)]
mod tests;
mod view;

pub use batch::*;
pub use cell::{Cell, CellKind};
pub use page::{Choice, ListPage, Row, Total};
pub use request::{FilterValue, ListRequest, Sort};
pub use spec::{ColumnSpec, FilterKind, FilterSpec, ListSpec};
pub use view::{SavedView, ViewInput};
