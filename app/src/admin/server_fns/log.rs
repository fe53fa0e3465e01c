//! The action log.

use birqadam_accounts::AuditEntry;
use birqadam_core::Page;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Filters as they stand in the URL.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogFilter {
    pub operation: String,
    pub subject_kind: String,
    pub subject_id: String,
    pub actor_id: String,
}

/// Entries, newest first.
#[server(prefix = "/web", endpoint = "admin/log", input = GetUrl)]
pub async fn list_log(
    #[server(default)] filter: LogFilter,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<AuditEntry>> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::{AuditFilter, ops::audit_log};
    use birqadam_core::PageRequest;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    // No record has the number −1: what is no number finds nothing, instead of everything.
    let number = |text: &str| (!text.trim().is_empty()).then(|| text.trim().parse().unwrap_or(-1));
    let filter = AuditFilter {
        subject_id: number(&filter.subject_id),
        actor_id: number(&filter.actor_id),
        operation: filter.operation,
        subject_kind: filter.subject_kind,
    };
    let page = PageRequest { cursor, limit: Some(50) };
    forms::read(audit_log::list_audit_log(&ctx, &actor, filter, page)).await
}
