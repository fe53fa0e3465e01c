//! The action log as it is read.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One line of the action log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub actor_id: Option<i64>,
    pub actor_label: String,
    pub via: String,
    pub address: Option<String>,
    pub operation: String,
    pub subject_kind: String,
    pub subject_id: Option<i64>,
    pub old: Option<serde_json::Value>,
    pub new: Option<serde_json::Value>,
}

/// Filters of the action log, as in the URL.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct AuditFilter {
    /// Beginning of the operation's name: `project` or `project.approve`.
    pub operation: String,
    pub subject_kind: String,
    pub subject_id: Option<i64>,
    pub actor_id: Option<i64>,
}
