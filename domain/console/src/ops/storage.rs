//! What is stored, as the last look found it, and removing what belongs to nothing. Permission
//! `storage.manage`.

use birqadam_core::{
    Actor, Code, Error, Permission, Result,
    ssr::{
        Ctx,
        audit::Entry,
        jobs::{self, Job},
    },
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::model::{StorageLook, StorageReport, StoredKind};

/// The job `look_through_storage`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct LookThroughStorage {}

impl Job for LookThroughStorage {
    const TASK: &'static str = "look_through_storage";
}

/// The job `delete_orphans`: removes the files that one look listed, and no others.
#[derive(Debug, Serialize, Deserialize)]
pub struct DeleteOrphans {
    pub look: i64,
}

impl Job for DeleteOrphans {
    const TASK: &'static str = "delete_orphans";
}

/// What is stored, per kind, with what is wrong.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn find_storage(ctx: &Ctx, actor: &Actor) -> Result<StorageReport> {
    actor.require(Permission::StorageManage)?;
    let mut tx = ctx.begin().await?;
    let look = sqlx::query_as!(
        StorageLook,
        "select finished_at, files, bytes, orphans, orphan_bytes, missing from core.storage_looks
         order by id desc limit 1"
    )
    .fetch_optional(&mut *tx)
    .await?;
    let kinds =
        sqlx::query_as!(StoredKind, "select kind, files, bytes from core.storage_kinds order by bytes desc, kind")
            .fetch_all(&mut *tx)
            .await?;
    Ok(StorageReport { look, kinds })
}

/// Asks for a look through the store now.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn look_now(ctx: &Ctx, actor: &Actor) -> Result<()> {
    actor.require(Permission::StorageManage)?;
    let mut conn = ctx.db.acquire().await?;
    jobs::enqueue_as(&mut conn, &LookThroughStorage {}, Some("look-through-storage")).await
}

/// Has the orphans that the last look listed removed, by a job. `expected` is how many were
/// seen: another number means that the list is another one by now.
///
/// # Errors
/// [`Error::Conflict`] when there is nothing to remove, or not what was seen.
pub async fn delete_orphans(ctx: &Ctx, actor: &Actor, expected: i64) -> Result<i64> {
    actor.require(Permission::StorageManage)?;
    let mut tx = ctx.begin().await?;
    let look = sqlx::query!("select id, orphans, orphan_bytes from core.storage_looks order by id desc limit 1")
        .fetch_optional(&mut *tx)
        .await?
        .filter(|look| look.orphans > 0 && look.orphans == expected)
        .ok_or(Error::Conflict(Code::WrongState))?;
    jobs::enqueue_as(&mut tx, &DeleteOrphans { look: look.id }, Some("delete-orphans")).await?;
    Entry::new("storage.delete_orphans", "storage", None)
        .old(json!({ "files": look.orphans, "bytes": look.orphan_bytes }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(look.orphans)
}
