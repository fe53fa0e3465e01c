//! The list of users.

use birqadam_core::{
    Permission,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

/// Everyone with an account. A role's filter finds who holds it and who asked for it.
pub static USERS: ListSpec = ListSpec {
    name: "users",
    permission: Permission::UsersView,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::lookup("role"),
        FilterSpec::choice("status", &["active", "pending", "rejected", "blocked"]),
        FilterSpec::lookup("tag"),
        FilterSpec::days("created"),
    ],
    columns: &[
        ColumnSpec::new("name", CellKind::Link).sortable(),
        ColumnSpec::new("organization", CellKind::Text),
        ColumnSpec::new("email", CellKind::Text).sortable(),
        ColumnSpec::new("phone", CellKind::Text).hidden(),
        ColumnSpec::new("roles", CellKind::Codes),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("rating", CellKind::Stars).sortable().hidden(),
        ColumnSpec::new("created", CellKind::Time).sortable(),
    ],
    sort: "-created",
};
