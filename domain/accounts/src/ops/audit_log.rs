//! Reading the action log.

use std::collections::HashMap;

use birqadam_core::{
    Actor, Cursor, Page, PageRequest, Permission, Result,
    list::ListRequest,
    ssr::{Ctx, list},
};

use super::audit_list::AuditLogList;
use crate::model::{AuditEntry, AuditFilter, LOG};

/// Newest first. Permission `audit.view`.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] without the permission; [`birqadam_core::Error::Invalid`] at
/// a filter or at `cursor`.
pub async fn list_audit_log(
    ctx: &Ctx,
    actor: &Actor,
    filter: AuditFilter,
    page: PageRequest,
) -> Result<Page<AuditEntry>> {
    actor.require(Permission::AuditView)?;
    let mut request = ListRequest::parse(&LOG, filter.pairs())?;
    request.limit = Some(page.limit());
    request.cursor = page.cursor.filter(|cursor| !cursor.is_empty());
    request.columns = vec!["operation".to_owned()];
    let page = list::read(ctx, actor, &AuditLogList, request).await?;
    let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
    let mut entries = find_entries(ctx, &ids).await?;
    // In the order of the list.
    let items = ids.iter().filter_map(|id| entries.remove(id)).collect();
    Ok(Page { items, next: page.next })
}

async fn find_entries(ctx: &Ctx, ids: &[i64]) -> Result<HashMap<i64, AuditEntry>> {
    let entries = sqlx::query_as!(
        AuditEntry,
        r#"select id, at, actor_id, actor_label, via, host(address) as address, operation, subject_kind, subject_id,
                  old, new, batch::text as batch
           from core.audit_log where id = any($1)"#,
        ids,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(entries.into_iter().map(|entry| (entry.id, entry)).collect())
}

/// How much of a record's history is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sees {
    /// To who reads the whole log.
    Everything,
    /// To who works on the record: no addresses, and nothing of how its person signs in.
    Work,
}

/// The history of a record for whoever may see it: the caller has made sure of that.
///
/// # Errors
/// [`birqadam_core::Error::Invalid`] at `cursor`.
pub async fn entries_of(
    ctx: &Ctx,
    subject_kind: &str,
    subject_id: i64,
    page: PageRequest,
    sees: Sees,
) -> Result<Page<AuditEntry>> {
    let limit = page.limit();
    let rows = sqlx::query_as!(
        AuditEntry,
        r#"select id, at, actor_id, actor_label, via, case when $4 then host(address) end as address, operation,
                  subject_kind, subject_id, old, new, batch::text as batch
           from core.audit_log
           where subject_kind = $1 and subject_id = $2
             and ($3::bigint is null or id < $3)
             and ($4 or operation <> all($5))
           order by id desc limit $6"#,
        subject_kind,
        subject_id,
        page.cursor()?.map(|c| c.id),
        sees == Sees::Everything,
        &PRIVATE.map(str::to_owned),
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(Page::from_rows(rows, limit, |row| Cursor { key: row.id, id: row.id }))
}

/// How a person comes and goes.
const PRIVATE: [&str; 10] = [
    "user.sign_in",
    "user.sign_in_failed",
    "user.sign_out",
    "user.reuse_token",
    "user.end_sessions",
    "user.request_password_reset",
    "user.reset_password",
    "user.resend_confirmation",
    "user.update_preferences",
    "user.update_privacy",
];
