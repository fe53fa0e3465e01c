//! The lists of a project's expenses and of the ledger.

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
