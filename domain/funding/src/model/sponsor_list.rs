//! The list of one's own sponsorships.

use birqadam_core::{
    Permission,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

use super::SponsorshipStatus;

const STATUSES: &[&str] = &{
    let mut names = [""; SponsorshipStatus::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = SponsorshipStatus::ALL[index].as_str();
        index += 1;
    }
    names
};

/// What one gave, what became of it, what is left.
pub static SPONSORSHIPS: ListSpec = ListSpec {
    name: "sponsorships",
    permission: Permission::SponsorshipsCreate,
    filters: &[
        FilterSpec::lookup("project"),
        FilterSpec::choice("status", STATUSES),
        FilterSpec::days("given"),
        // When the money came.
        FilterSpec::days("paid"),
        FilterSpec::flag("anonymous"),
    ],
    columns: &[
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("amount", CellKind::Money).sortable().summed(),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("given", CellKind::Time).sortable(),
        ColumnSpec::new("paid", CellKind::Time).hidden(),
        ColumnSpec::new("received", CellKind::Money).summed(),
        ColumnSpec::new("returned", CellKind::Money).summed().hidden(),
        ColumnSpec::new("spent", CellKind::Money).summed(),
        ColumnSpec::new("remaining", CellKind::Money).summed(),
        // As others see who gave.
        ColumnSpec::new("name", CellKind::Text).hidden(),
        ColumnSpec::new("anonymous", CellKind::Flag).hidden(),
        ColumnSpec::new("purpose", CellKind::Text).hidden(),
        ColumnSpec::new("payment", CellKind::Link),
        ColumnSpec::new("report", CellKind::Link),
    ],
    sort: "-given",
};
