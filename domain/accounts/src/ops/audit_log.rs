//! Reading the action log.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Newest first. Permission `audit.view`.
pub async fn list_audit_log(ctx: &Ctx, actor: &Actor, filter: AuditFilter, page: PageRequest) -> Result<Page<AuditEntry>> { todo!() }
