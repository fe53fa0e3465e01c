//! The list of users.

use birqadam_core::{
    Permission,
    city::HOME_CITIES,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

/// The roles one registers as, and the administrator's.
const ROLES: &[&str] = &["volunteer", "organizer", "moderator", "sponsor", "partner", "admin"];

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
        FilterSpec::choice("registered_as", ROLES),
        FilterSpec::choice("city", HOME_CITIES),
        FilterSpec::days("approved"),
        FilterSpec::days("decided"),
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
