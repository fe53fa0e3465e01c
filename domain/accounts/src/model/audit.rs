//! The action log as it is read.

use birqadam_core::{
    Permission,
    audit::{OPERATIONS, SUBJECTS, VIAS},
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Everything that was done: who, when, what, to which record, old → new, from where.
pub static LOG: ListSpec = ListSpec {
    name: "log",
    permission: Permission::AuditView,
    filters: &[
        FilterSpec::days("at"),
        FilterSpec::choice("operation", OPERATIONS),
        FilterSpec::ids("actor_id"),
        FilterSpec::choice("subject_kind", SUBJECTS),
        FilterSpec::ids("subject_id"),
        FilterSpec::choice("via", VIAS),
        FilterSpec::text("address"),
        FilterSpec::text("batch"),
    ],
    columns: &[
        ColumnSpec::new("operation", CellKind::Code),
        ColumnSpec::new("at", CellKind::Time).sortable(),
        // Who and what as codes, so that each reader gets words and a link.
        ColumnSpec::new("actor", CellKind::Code),
        ColumnSpec::new("record", CellKind::Code),
        ColumnSpec::new("changes", CellKind::Code),
        ColumnSpec::new("via", CellKind::Code),
        ColumnSpec::new("address", CellKind::Text),
        ColumnSpec::new("batch", CellKind::Code).hidden(),
    ],
    sort: "-at",
};

/// One line of the action log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub actor_id: Option<i64>,
    pub actor_label: String,
    pub via: String,
    /// Only for who reads the whole log.
    pub address: Option<String>,
    pub operation: String,
    pub subject_kind: String,
    pub subject_id: Option<i64>,
    pub old: Option<serde_json::Value>,
    pub new: Option<serde_json::Value>,
    /// Changes made as one carry the same.
    pub batch: Option<String>,
}

/// Filters of the action log, as in the URL; several values with commas are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct AuditFilter {
    /// `project.approve,project.reject`.
    pub operation: String,
    pub subject_kind: String,
    pub subject_id: String,
    pub actor_id: String,
    /// First day, in the platform's time zone: `2026-11-01`.
    pub at_from: String,
    /// Last day.
    pub at_to: String,
    /// `web`, `api`, `job`, `cli`.
    pub via: String,
    /// An address, or a network: `10.0.0.0/8`.
    pub address: String,
    pub batch: String,
}

impl AuditFilter {
    /// Names and values as the list takes them.
    pub fn pairs(&self) -> [(&'static str, &str); 9] {
        [
            ("operation", &self.operation),
            ("subject_kind", &self.subject_kind),
            ("subject_id", &self.subject_id),
            ("actor_id", &self.actor_id),
            ("at_from", &self.at_from),
            ("at_to", &self.at_to),
            ("via", &self.via),
            ("address", &self.address),
            ("batch", &self.batch),
        ]
    }
}
