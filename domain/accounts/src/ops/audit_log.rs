//! Reading the action log.

use birqadam_core::{Actor, Cursor, Page, PageRequest, Permission, Result, ssr::Ctx};

use super::filter;
use crate::model::{AuditEntry, AuditFilter};

/// Newest first. Permission `audit.view`.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] without the permission.
pub async fn list_audit_log(
    ctx: &Ctx,
    actor: &Actor,
    filter: AuditFilter,
    page: PageRequest,
) -> Result<Page<AuditEntry>> {
    actor.require(Permission::AuditView)?;
    let limit = page.limit();
    let rows = sqlx::query_as!(
        AuditEntry,
        r#"select id, at, actor_id, actor_label, via, host(address) as address, operation, subject_kind, subject_id,
                  old, new
           from core.audit_log
           where ($1::text is null or starts_with(operation, $1))
             and ($2::text is null or subject_kind = $2)
             and ($3::bigint is null or subject_id = $3)
             and ($4::bigint is null or actor_id = $4)
             and ($5::bigint is null or id < $5)
           order by id desc limit $6"#,
        filter::text(&filter.operation),
        filter::text(&filter.subject_kind),
        filter.subject_id,
        filter.actor_id,
        page.cursor()?.map(|c| c.id),
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(Page::from_rows(rows, limit, |row| Cursor { key: row.id, id: row.id }))
}

/// What happened to one record, newest first. Permission `audit.view`.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] without the permission.
pub async fn list_subject_history(
    ctx: &Ctx,
    actor: &Actor,
    subject_kind: &str,
    subject_id: i64,
    page: PageRequest,
) -> Result<Page<AuditEntry>> {
    let filter =
        AuditFilter { subject_kind: subject_kind.to_owned(), subject_id: Some(subject_id), ..AuditFilter::default() };
    list_audit_log(ctx, actor, filter, page).await
}
