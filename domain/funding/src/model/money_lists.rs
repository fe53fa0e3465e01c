//! The lists of a project's expenses and of the ledger.

use super::{CITY_NAMES, PROJECT_TYPES};
use birqadam_core::{
    Permission,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

/// In the order of [`super::ExpenseStatus::ALL`].
const EXPENSE_STATUSES: &[&str] = &["pending", "approved", "returned", "rejected", "reversed"];
/// Why money moves.
pub const LEDGER_KINDS: &[&str] = &["payment", "refund", "expense", "reversal", "settlement"];

/// The expenses of one of an organizer's projects.
pub static EXPENSES: ListSpec = ListSpec {
    name: "expenses",
    permission: Permission::MoneyManageOwn,
    filters: &[
        FilterSpec::ids("project").fixed(),
        FilterSpec::choice("status", EXPENSE_STATUSES),
        FilterSpec::lookup("category"),
        FilterSpec::days("spent"),
    ],
    columns: &[
        ColumnSpec::new("description", CellKind::Link),
        ColumnSpec::new("category", CellKind::Text),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("spent", CellKind::Day).sortable(),
        ColumnSpec::new("amount", CellKind::Money).sortable().summed(),
        ColumnSpec::new("task", CellKind::Text).hidden(),
        ColumnSpec::new("receipt", CellKind::Link),
    ],
    sort: "-spent",
};

/// The expenses of all projects, for those who watch the money.
pub static ALL_EXPENSES: ListSpec = ListSpec {
    name: "all_expenses",
    permission: Permission::LedgerView,
    filters: &[
        FilterSpec::choice("status", EXPENSE_STATUSES),
        FilterSpec::days("spent"),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", PROJECT_TYPES),
        FilterSpec::ids("project"),
        FilterSpec::ids("organizer"),
    ],
    columns: &[
        ColumnSpec::new("description", CellKind::Text),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("category", CellKind::Text),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("spent", CellKind::Day).sortable(),
        ColumnSpec::new("amount", CellKind::Money).sortable().summed(),
        ColumnSpec::new("organizer", CellKind::Link),
        ColumnSpec::new("receipt", CellKind::Link),
    ],
    sort: "-spent",
};

/// Every transaction of the ledger.
pub static LEDGER: ListSpec = ListSpec {
    name: "ledger",
    permission: Permission::LedgerView,
    filters: &[
        FilterSpec::choice("kind", LEDGER_KINDS),
        FilterSpec::days("posted"),
        FilterSpec::ids("project"),
        FilterSpec::ids("sponsorship"),
    ],
    columns: &[
        ColumnSpec::new("transaction", CellKind::Link),
        ColumnSpec::new("kind", CellKind::Code),
        ColumnSpec::new("amount", CellKind::Money),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("source", CellKind::Code),
        ColumnSpec::new("actor", CellKind::Link),
        ColumnSpec::new("posted", CellKind::Time).sortable(),
    ],
    sort: "-posted",
};

/// What one's own gifts were spent on.
pub static SPONSOR_EXPENSES: ListSpec = ListSpec {
    name: "sponsor_expenses",
    permission: Permission::SponsorshipsCreate,
    filters: &[FilterSpec::lookup("project"), FilterSpec::lookup("category"), FilterSpec::days("spent")],
    columns: &[
        ColumnSpec::new("description", CellKind::Link),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("category", CellKind::Text),
        ColumnSpec::new("spent", CellKind::Day).sortable(),
        // What one's own gifts paid of it.
        ColumnSpec::new("paid", CellKind::Money).summed(),
        ColumnSpec::new("amount", CellKind::Money),
        ColumnSpec::new("receipt", CellKind::Link),
    ],
    sort: "-spent",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ExpenseStatus;

    #[test]
    fn the_filter_knows_every_status() {
        let all: Vec<&str> = ExpenseStatus::ALL.iter().map(|status| status.as_str()).collect();
        assert_eq!(EXPENSE_STATUSES, all);
    }
}
