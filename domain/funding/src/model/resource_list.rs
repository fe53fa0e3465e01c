//! The list of a partner's resources.

use birqadam_core::{
    Permission,
    city::CITIES,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

const TYPES: &[&str] = &["venue", "equipment", "transport", "expertise", "other"];
const STATUSES: &[&str] = &["active", "paused", "archived"];
const CITY_NAMES: &[&str] = &{
    let mut names = [""; CITIES.len()];
    let mut index = 0;
    while index < CITIES.len() {
        names[index] = CITIES[index].name;
        index += 1;
    }
    names
};

/// A partner's own resources.
pub static PARTNER_RESOURCES: ListSpec = ListSpec {
    name: "partner_resources",
    permission: Permission::ResourcesManageOwn,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("type", TYPES),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("status", STATUSES),
        FilterSpec::flag("asked"),
    ],
    columns: &[
        ColumnSpec::new("title", CellKind::Link).sortable(),
        ColumnSpec::new("type", CellKind::Code),
        ColumnSpec::new("city", CellKind::Code),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("quantity", CellKind::Number).hidden(),
        ColumnSpec::new("waiting", CellKind::Number).summed(),
        ColumnSpec::new("upcoming", CellKind::Number).summed(),
        ColumnSpec::new("lent", CellKind::Number).summed(),
        ColumnSpec::new("created", CellKind::Time).sortable(),
    ],
    sort: "-created",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ResourceStatus, ResourceType};

    #[test]
    fn filters_offer_what_there_is() {
        assert_eq!(TYPES, ResourceType::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
        assert_eq!(STATUSES, ResourceStatus::ALL.iter().map(|status| status.as_str()).collect::<Vec<_>>());
    }
}
