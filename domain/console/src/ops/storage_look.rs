//! The look through the file store: counts what is there and compares it with the records. Lists
//! the store once, in the order of the keys, into a temporary table; nothing of this happens
//! while somebody waits for a page.

use birqadam_core::{
    Error, Result,
    ssr::{Ctx, files::FileInfo},
};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{AssertSqlSafe, PgConnection};

use super::storage::DeleteOrphans;
use crate::model::kind_of;

/// Where records name files: the column, and the folder its files are in. A test compares this
/// with the columns of the database. Files in other folders are counted and left alone.
pub const REFERENCES: &[(&str, &str)] = &[
    ("accounts.documents.file_key", "private/documents"),
    ("accounts.users.profile_photo", "private/profile-photos"),
    ("accounts.verifications.photo_key", "private/verifications"),
    ("volunteering.projects.cover_key", "public/covers"),
    ("volunteering.projects.cover_card_key", "public/covers"),
    ("volunteering.photos.original_key", "private/photos"),
    ("volunteering.photos.large_key", "private/photos"),
    ("volunteering.photos.thumb_key", "private/photos"),
    ("funding.expenses.receipt_key", "private/receipts"),
    ("funding.resource_photos.large_key", "private/resource-photos"),
    ("funding.resource_photos.thumb_key", "private/resource-photos"),
    ("core.uploads.file_key", "private/uploads"),
    ("core.exports.file_key", "private/exports"),
];
/// A file is stored before its record is written: what is younger may still get one.
const GRACE: TimeDelta = TimeDelta::hours(24);
/// Most files listed of one problem; all are counted.
const LISTED_MAX: i64 = 10_000;
/// Files removed between two looks at the records.
const STEP: i64 = 200;

/// Looks through the whole store. For the job.
///
/// # Errors
/// When the store or the database fails; what the last look found stays then.
pub async fn look_through(ctx: &Ctx) -> Result<()> {
    let started = ctx.now();
    let mut conn = ctx.db.acquire().await?;
    run(
        &mut conn,
        "create temporary table if not exists storage_seen
             (key text primary key, kind text not null, bytes bigint not null, modified_at timestamptz)",
    )
    .await?;
    run(&mut conn, "truncate storage_seen").await?;
    let listed = list_all(ctx, &mut conn).await;
    let kept = match listed {
        Ok(()) => keep(&mut conn, ctx, started).await,
        Err(error) => Err(error),
    };
    // The connection goes back to the pool.
    let dropped = run(&mut conn, "drop table if exists storage_seen").await;
    kept.and(dropped)
}

async fn list_all(ctx: &Ctx, conn: &mut PgConnection) -> Result<()> {
    let mut after: Option<String> = None;
    loop {
        let page = ctx.files.list(after.as_deref()).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.key.clone());
        insert(conn, &page).await?;
    }
}

async fn insert(conn: &mut PgConnection, page: &[FileInfo]) -> Result<()> {
    let keys: Vec<&str> = page.iter().map(|file| file.key.as_str()).collect();
    let kinds: Vec<String> = page.iter().map(|file| kind_of(&file.key)).collect();
    let bytes: Vec<i64> = page.iter().map(|file| file.bytes).collect();
    let modified: Vec<Option<DateTime<Utc>>> = page.iter().map(|file| file.modified_at).collect();
    sqlx::query(
        "insert into storage_seen (key, kind, bytes, modified_at)
         select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[]) on conflict do nothing",
    )
    .bind(keys)
    .bind(kinds)
    .bind(bytes)
    .bind(modified)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down what was found, all at once.
async fn keep(conn: &mut PgConnection, ctx: &Ctx, started: DateTime<Utc>) -> Result<()> {
    let missing = confirmed_missing(conn, ctx).await?;
    let mut tx = sqlx::Connection::begin(conn).await?;
    run(&mut tx, "lock table core.storage_findings in exclusive mode").await?;
    run(&mut tx, "delete from core.storage_kinds").await?;
    run(
        &mut tx,
        "insert into core.storage_kinds (kind, files, bytes)
         select kind, count(*), sum(bytes)::bigint from storage_seen where kind <> 'private/health' group by kind",
    )
    .await?;
    run(&mut tx, "delete from core.storage_findings").await?;
    let orphans = format!(
        "from storage_seen s where s.kind = any($1) and s.modified_at < $2
           and not exists (select from ({}) r where r.key = s.key)",
        all_references()
    );
    let kinds: Vec<&str> = REFERENCES.iter().map(|(_, folder)| *folder).collect();
    let (count, bytes): (i64, i64) =
        sqlx::query_as(AssertSqlSafe(format!("select count(*), coalesce(sum(s.bytes), 0)::bigint {orphans}")))
            .bind(&kinds)
            .bind(started - GRACE)
            .fetch_one(&mut *tx)
            .await?;
    sqlx::query(AssertSqlSafe(format!(
        "insert into core.storage_findings (problem, kind, file_key, bytes, modified_at)
         select 'orphan', s.kind, s.key, s.bytes, s.modified_at {orphans} order by s.key limit $3"
    )))
    .bind(&kinds)
    .bind(started - GRACE)
    .bind(LISTED_MAX)
    .execute(&mut *tx)
    .await?;
    let missing_kinds: Vec<String> = missing.iter().map(|key| kind_of(key)).collect();
    sqlx::query!(
        "insert into core.storage_findings (problem, kind, file_key)
         select 'missing', kind, key from unnest($1::text[], $2::text[]) m (kind, key) on conflict do nothing",
        &missing_kinds,
        &missing,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "insert into core.storage_looks (started_at, files, bytes, orphans, orphan_bytes, missing)
         select $1, count(*), coalesce(sum(bytes), 0)::bigint, $2, $3, $4 from storage_seen
         where kind <> 'private/health'",
    )
    .bind(started)
    .bind(count)
    .bind(bytes)
    .bind(missing.len() as i64)
    .execute(&mut *tx)
    .await?;
    // A year of nightly looks is history enough.
    run(&mut tx, "delete from core.storage_looks where finished_at < now() - interval '1 year'").await?;
    tx.commit().await?;
    Ok(())
}

/// Records whose file is not there. Asked for once more each: a file may have come after its
/// place in the list was passed.
async fn confirmed_missing(conn: &mut PgConnection, ctx: &Ctx) -> Result<Vec<String>> {
    let sql = format!(
        "select distinct r.key from ({}) r where not exists (select from storage_seen s where s.key = r.key)
         order by 1 limit $1",
        all_references()
    );
    let candidates: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql)).bind(LISTED_MAX).fetch_all(conn).await?;
    let mut missing = Vec::new();
    for key in candidates {
        match ctx.files.open(&key).await {
            Err(Error::NotFound) => missing.push(key),
            found => drop(found?),
        }
    }
    Ok(missing)
}

/// Removes the orphans that a look listed, unless another look came since. Each is compared with
/// the records once more. For the job.
///
/// # Errors
/// When the store or the database fails; tried again, it goes on where it stopped.
pub async fn delete_listed(ctx: &Ctx, job: &DeleteOrphans) -> Result<()> {
    loop {
        let keys = sqlx::query_scalar!(
            "select f.file_key from core.storage_findings f
             where f.problem = 'orphan' and $1 = (select max(id) from core.storage_looks)
             order by f.id limit $2",
            job.look,
            STEP,
        )
        .fetch_all(&ctx.db)
        .await?;
        if keys.is_empty() {
            return Ok(());
        }
        let sql = format!("select distinct r.key from ({}) r where r.key = any($1)", all_references());
        let used: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql)).bind(&keys).fetch_all(&ctx.db).await?;
        for key in keys.iter().filter(|key| !used.contains(key)) {
            ctx.files.delete(key).await?;
        }
        let done = sqlx::query!(
            "with gone as (delete from core.storage_findings where problem = 'orphan' and file_key = any($1)
                           returning coalesce(bytes, 0) as bytes)
             update core.storage_looks set orphans = greatest(0, orphans - (select count(*) from gone)),
                 orphan_bytes = greatest(0, orphan_bytes - (select coalesce(sum(bytes), 0) from gone)::bigint)
             where id = $2",
            &keys,
            job.look,
        );
        done.execute(&ctx.db).await?;
        tracing::info!(files = keys.len() - used.len(), "files that belonged to nothing were removed");
    }
}

/// Every key that a record names.
fn all_references() -> String {
    let parts: Vec<String> = REFERENCES
        .iter()
        .filter_map(|(column, _)| {
            let (table, name) = column.rsplit_once('.')?;
            Some(format!("select {name} as key from {table} where {name} is not null"))
        })
        .collect();
    parts.join(" union all ")
}

async fn run(conn: &mut PgConnection, sql: &'static str) -> Result<()> {
    sqlx::query(sql).execute(conn).await?;
    Ok(())
}
