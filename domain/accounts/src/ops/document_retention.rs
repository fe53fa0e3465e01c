//! Removes the documents of applications that were declined long ago (setting
//! `rejected_documents_days`): nobody needs them any more, and they are personal.

use birqadam_core::{
    Actor, Result, UserId,
    ssr::{Ctx, audit::Entry},
};
use chrono::TimeDelta;
use serde_json::json;

/// Documents removed by one run; the rest by the next.
const AT_ONCE: i64 = 500;

/// For the job `clean_up`.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(ctx: &Ctx) -> Result<()> {
    let days = ctx.settings().await?.rejected_documents_days;
    if days == 0 {
        return Ok(());
    }
    let mut tx = ctx.begin().await?;
    let gone = sqlx::query!(
        r#"delete from accounts.documents where id in (
               select d.id from accounts.documents d join accounts.users u on u.id = d.user_id
               where u.is_approved is null and u.reviewed_at < $1 order by d.id limit $2 for update of d skip locked)
           returning id, user_id as "user_id: UserId", file_key, file_name"#,
        ctx.now() - TimeDelta::days(days),
        AT_ONCE,
    )
    .fetch_all(&mut *tx)
    .await?;
    for document in &gone {
        Entry::new("document.delete", "user", document.user_id.0)
            .old(json!({ "document": document.id, "file_name": document.file_name }))
            .record(&mut tx, &Actor::system("documents of a declined application"))
            .await?;
    }
    tx.commit().await?;
    for document in gone {
        // One that stays behind is found by the next look through the store.
        if let Err(error) = ctx.files.delete(&document.file_key).await {
            tracing::warn!(%error, "a document was not removed from the store");
        }
    }
    Ok(())
}
