//! The work of the job `run_export`: make the file, store it, tell. See `core::ssr::export` for
//! what happens when it is interrupted.

use std::time::Duration;

use birqadam_accounts::ops::identity;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::export::{self, Stored, Turn};
use birqadam_core::ssr::files::random_key;
use birqadam_core::{Error, ExportId, Result, Via};

use super::lists;
use super::make::{self, Made, Progress};

/// Makes one export.
///
/// # Errors
/// When it is to be tried again later.
pub async fn run(ctx: &Ctx, id: ExportId) -> anyhow::Result<()> {
    let (stored, attempt) = match export::take_turn(ctx, id).await? {
        Turn::Over => return Ok(()),
        Turn::Busy => anyhow::bail!("another attempt works on export {id}"),
        Turn::Yours(stored, attempt) => (stored, attempt),
    };
    match make_and_store(ctx, &stored, attempt).await {
        Ok(()) => Ok(()),
        Err(error) if !passes(&error) => Ok(export::fail(ctx, id, attempt, error.code()).await?),
        Err(error) => match export::give_back(ctx, id, attempt, error.code()).await? {
            true => Err(error.into()),
            false => Ok(()),
        },
    }
}

/// Whether it may go away by itself.
fn passes(error: &Error) -> bool {
    matches!(error, Error::Unavailable | Error::Internal { .. } | Error::TooMany { .. })
}

async fn make_and_store(ctx: &Ctx, stored: &Stored, attempt: i32) -> Result<()> {
    let wanted = &stored.export;
    let what = lists::find(&wanted.list)?;
    // With what the person may do now, not when they asked.
    let actor = identity::load_actor(ctx, stored.owner, Via::Job, None, Some(stored.locale)).await?;
    let actor = actor.ok_or(Error::Unauthenticated)?;
    let request = what.request(&wanted.query)?;
    let mut alive = Alive { ctx, id: wanted.id, attempt };
    let made = make::make(ctx, &actor, &what, request, wanted.format, &mut alive).await?;
    let Some(made) = made else { return Ok(()) };
    let key = random_key("private/exports", wanted.format.as_str());
    store(ctx, &key, &made, wanted.format.content_type(), &mut alive).await?;
    let finished = export::finish(ctx, wanted.id, attempt, made.rows, &key, made.size as i64).await;
    // Deleted meanwhile, or another attempt was faster: the file belongs to nobody.
    if !matches!(finished, Ok(true))
        && let Err(error) = ctx.files.delete(&key).await
    {
        tracing::warn!(%error, key, "a file without a record could not be deleted");
    }
    finished.map(drop)
}

/// Stores the file and goes on giving signs of life.
async fn store(ctx: &Ctx, key: &str, made: &Made, content_type: &str, alive: &mut Alive<'_>) -> Result<()> {
    let mut storing = std::pin::pin!(ctx.files.put_file(key, content_type, made.file.path()));
    let mut tick = tokio::time::interval(Duration::from_secs(2));
    loop {
        tokio::select! {
            stored = &mut storing => return stored,
            _ = tick.tick() => drop(alive.at(made.rows).await?),
        }
    }
}

struct Alive<'a> {
    ctx: &'a Ctx,
    id: ExportId,
    attempt: i32,
}

impl Progress for Alive<'_> {
    async fn at(&mut self, rows: i64) -> Result<bool> {
        export::progress(self.ctx, self.id, self.attempt, rows).await
    }
}
