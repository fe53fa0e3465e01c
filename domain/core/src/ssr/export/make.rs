//! The turns of the job that makes an export. A job runs at least once: an attempt takes its turn,
//! gives signs of life, and only the one whose turn it still is can finish. After a crash the next
//! attempt begins anew as soon as the last one is silent.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use sqlx::PgExecutor;

use super::{
    rows::{Stored, find_stored},
    schedules,
};
use crate::{
    Error, ExportId, Result, ScheduleId,
    export::EXPORT_DAYS,
    notice::Notice,
    ssr::{
        Ctx,
        jobs::Job,
        notify::{Audience, notify},
    },
};

/// An attempt without a sign of life for so long is dead.
const SILENCE: TimeDelta = TimeDelta::seconds(30);
/// Attempts that may fail for reasons that pass.
const ATTEMPTS_MAX: i32 = 5;
/// Failures after which the owner has no right to it or it is gone.
const ENDING: &[&str] = &["not_allowed", "not_found"];
/// Days that the line of a past export is kept.
const KEPT_DAYS: i64 = 30;

/// The job `run_export`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunExport {
    pub export: ExportId,
}

impl Job for RunExport {
    const TASK: &'static str = "run_export";
}

/// What an attempt gets.
pub enum Turn {
    /// Make it, under this number.
    Yours(Box<Stored>, i32),
    /// Another attempt works on it: look again later.
    Busy,
    /// Nothing is left to do: finished, failed or deleted.
    Over,
}

/// Takes the turn to make an export.
///
/// # Errors
/// Only when the database fails.
pub async fn take_turn(ctx: &Ctx, id: ExportId) -> Result<Turn> {
    let now = ctx.now();
    let taken = sqlx::query_scalar!(
        "update core.exports
         set state = 'running', attempt = attempt + 1, rows_done = 0, started_at = $2, alive_at = $2
         where id = $1 and (state = 'queued' or (state = 'running' and alive_at < $3))
         returning attempt",
        id.0,
        now,
        now - SILENCE,
    )
    .fetch_optional(&ctx.db)
    .await?;
    match (find_stored(&ctx.db, id).await, taken) {
        (Ok(stored), Some(attempt)) => Ok(Turn::Yours(Box::new(stored), attempt)),
        (Ok(stored), None) if stored.export.state.is_unfinished() => Ok(Turn::Busy),
        (Ok(_), None) | (Err(Error::NotFound), _) => Ok(Turn::Over),
        (Err(error), _) => Err(error),
    }
}

/// Gives a sign of life. `false`: it is another's turn, or nobody wants it any more.
///
/// # Errors
/// Only when the database fails.
pub async fn progress(ctx: &Ctx, id: ExportId, attempt: i32, rows: i64) -> Result<bool> {
    let done = sqlx::query!(
        "update core.exports set rows_done = $3, alive_at = $4 where id = $1 and attempt = $2 and state = 'running'",
        id.0,
        attempt,
        rows,
        ctx.now(),
    )
    .execute(&ctx.db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The file is stored: from now it can be fetched, and whoever asked is told. `false`: it was not
/// this attempt's turn any more, and the file belongs to nothing.
///
/// # Errors
/// Only when the database fails.
pub async fn finish(ctx: &Ctx, id: ExportId, attempt: i32, rows: i64, file_key: &str, size: i64) -> Result<bool> {
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    let finished = sqlx::query!(
        r#"update core.exports
           set state = 'ready', rows_done = $3, rows_total = $3, file_key = $4, size_bytes = $5, error = null,
               finished_at = $6, expires_at = $7
           where id = $1 and attempt = $2 and state = 'running'
           returning user_id as "user: crate::UserId", list, title, schedule_id"#,
        id.0,
        attempt,
        rows,
        file_key,
        size,
        now,
        now + TimeDelta::days(EXPORT_DAYS),
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = finished else { return Ok(false) };
    let notice = match (row.schedule_id, row.title) {
        (Some(_), Some(title)) => Notice::ScheduledReport { export_id: id, title },
        (_, title) => Notice::ExportReady { export_id: id, list: row.list, rows, title },
    };
    notify(&mut tx, Audience::User(row.user), notice, format!("export-{id}")).await?;
    tx.commit().await?;
    Ok(true)
}

/// It cannot be made, and trying again would not help.
///
/// # Errors
/// Only when the database fails.
pub async fn fail(ctx: &Ctx, id: ExportId, attempt: i32, code: &str) -> Result<()> {
    let mut tx = ctx.begin().await?;
    let failed = sqlx::query!(
        r#"update core.exports set state = 'failed', error = $3, finished_at = $4
           where id = $1 and attempt = $2 and state = 'running'
           returning user_id as "user: crate::UserId", list, title, schedule_id as "schedule: ScheduleId""#,
        id.0,
        attempt,
        code,
        ctx.now(),
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(row) = failed {
        // A report by schedule would fail the next time too.
        let ended = row.schedule.filter(|_| ENDING.contains(&code));
        if let Some(schedule) = ended {
            schedules::end(&mut tx, schedule, code).await?;
        }
        let notice = Notice::ExportFailed { export_id: id, list: row.list, title: row.title };
        notify(&mut tx, Audience::User(row.user), notice, format!("export-{id}")).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// It could not be made this time. `true`: the job is to try again; after several attempts the
/// export has failed.
///
/// # Errors
/// Only when the database fails.
pub async fn give_back(ctx: &Ctx, id: ExportId, attempt: i32, code: &str) -> Result<bool> {
    if attempt >= ATTEMPTS_MAX {
        fail(ctx, id, attempt, code).await?;
        return Ok(false);
    }
    sqlx::query!(
        "update core.exports set state = 'queued', rows_done = 0 where id = $1 and attempt = $2 and state = 'running'",
        id.0,
        attempt,
    )
    .execute(&ctx.db)
    .await?;
    Ok(true)
}

/// Removes the files whose time is over, and lines that are older still: in the job `clean_up`.
///
/// # Errors
/// When the database or the file store fails; what is left, the next run removes.
pub async fn expire(ctx: &Ctx) -> Result<()> {
    let now = ctx.now();
    let due = sqlx::query!(
        r#"select id, file_key as "file_key!" from core.exports
           where state = 'ready' and expires_at <= $1 and file_key is not null order by expires_at limit 500"#,
        now,
    )
    .fetch_all(&ctx.db)
    .await?;
    for row in due {
        // First the file: were it the other way round, a crash would leave it for ever.
        ctx.files.delete(&row.file_key).await?;
        forget_file(&ctx.db, row.id).await?;
    }
    sqlx::query!(
        "delete from core.exports where state in ('failed', 'expired') and finished_at < $1",
        now - TimeDelta::days(KEPT_DAYS),
    )
    .execute(&ctx.db)
    .await?;
    Ok(())
}

async fn forget_file(conn: impl PgExecutor<'_>, id: i64) -> Result<()> {
    sqlx::query!("update core.exports set state = 'expired', file_key = null where id = $1 and state = 'ready'", id)
        .execute(conn)
        .await?;
    Ok(())
}
