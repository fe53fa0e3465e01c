//! The history of a record, for who works on it.

use birqadam_accounts::AuditEntry;
use birqadam_core::Page;
use serde::{Deserialize, Serialize};

/// What happened to a record, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RecordHistory {
    /// What the record is called, if it is still there and has a name.
    pub title: Option<String>,
    /// The page where this reader can open the record.
    pub href: Option<String>,
    pub entries: Page<AuditEntry>,
}
