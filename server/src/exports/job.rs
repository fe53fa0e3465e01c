//! The work of the job `run_export`: make the file, store it, tell. See `core::ssr::export` for
//! what happens when it is interrupted.

use std::time::Duration;

use birqadam_accounts::ops::identity;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::export::{self, Stored, Turn};
use birqadam_core::ssr::files::random_key;
use birqadam_core::{Error, ExportId, Result, Via};

use super::progress::Progress;
use super::what::What;

/// How often it is said how far it is.
const TICK: Duration = Duration::from_secs(1);

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
    // With what the person may do now, not when they asked.
    let actor = identity::load_actor(ctx, stored.owner, Via::Job, None, Some(stored.locale)).await?;
    let actor = actor.ok_or(Error::Unauthenticated)?;
    let what = What::find(&wanted.list, &wanted.query)?;
    let watch = Watch { ctx, id: wanted.id, attempt, progress: Progress::default() };
    let making = what.make(ctx, &actor, wanted.format, stored.locale, &watch.progress);
    let Some(made) = watch.over(making).await? else { return Ok(()) };
    let key = random_key("private/exports", wanted.format.as_str());
    let storing = ctx.files.put_file(&key, wanted.format.content_type(), made.file.path());
    // Given up while it is stored: what may have arrived is removed below.
    watch.over(storing).await?;
    let finished = export::finish(ctx, wanted.id, attempt, made.rows, &key, made.size as i64).await;
    // Deleted meanwhile, or another attempt was faster: the file belongs to nobody.
    if !matches!(finished, Ok(true))
        && let Err(error) = ctx.files.delete(&key).await
    {
        tracing::warn!(%error, key, "a file without a record could not be deleted");
    }
    finished.map(drop)
}

/// Gives signs of life while something goes on.
struct Watch<'a> {
    ctx: &'a Ctx,
    id: ExportId,
    attempt: i32,
    progress: Progress,
}

impl Watch<'_> {
    /// Does the work to its end. `None`: nobody wants the file any more, and the work is dropped.
    async fn over<T>(&self, work: impl Future<Output = Result<T>>) -> Result<Option<T>> {
        let mut work = std::pin::pin!(work);
        let mut tick = tokio::time::interval(TICK);
        loop {
            tokio::select! {
                done = &mut work => return done.map(Some),
                _ = tick.tick() => {
                    if !export::progress(self.ctx, self.id, self.attempt, self.progress.done()).await? {
                        self.progress.give_up();
                        return Ok(None);
                    }
                }
            }
        }
    }
}
