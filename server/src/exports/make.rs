//! Makes a file of a list: the database is read page by page, a thread of its own writes, and a
//! short channel between them keeps the faster one waiting.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use birqadam_core::export::ExportFormat;
use birqadam_core::list::{ListRequest, Row};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::list::Walk;
use birqadam_core::{Actor, Result};
use tempfile::NamedTempFile;
use tokio::sync::mpsc::{self, Receiver};
use tokio::task::JoinHandle;

use super::lists::Exportable;
use super::sheet::{Origin, Sheet};
use super::write;

/// A finished file, on disk until dropped.
pub struct Made {
    pub file: NamedTempFile,
    pub rows: i64,
    pub size: u64,
}

/// Told how many rows are done, about once a second; says whether anyone still wants the file.
pub trait Progress: Send {
    fn at(&mut self, rows: i64) -> impl Future<Output = Result<bool>> + Send;
}

/// For what is done before anyone asks.
pub struct Unwatched;

impl Progress for Unwatched {
    async fn at(&mut self, _rows: i64) -> Result<bool> {
        Ok(true)
    }
}

/// Pages of rows that may wait to be written.
const WAITING_PAGES: usize = 2;
const TICK: Duration = Duration::from_secs(1);

enum Part {
    Rows(Vec<Row>),
    /// Without it the channel's end means that nobody wants the file.
    End,
}

/// Makes the file. `None`: nobody wants it any more.
///
/// # Errors
/// What the list says; [`birqadam_core::Error::Internal`] when the disk is full.
pub async fn make(
    ctx: &Ctx,
    actor: &Actor,
    what: &Exportable,
    request: ListRequest,
    format: ExportFormat,
    progress: &mut impl Progress,
) -> Result<Option<Made>> {
    let person = super::start::name_of(actor);
    let origin = Origin { person: &person, at: ctx.now(), base_url: &ctx.config.base_url };
    let sheet = Arc::new(Sheet::new(actor.locale, what.list.spec(), what.ui, &request, &origin));
    let mut walk = Walk::start(ctx, actor, what.list, request).await?;
    let (parts, received) = mpsc::channel(WAITING_PAGES);
    let mut writing = tokio::task::spawn_blocking(move || write_all(format, sheet, received));
    let mut tick = tokio::time::interval(TICK);
    let mut rows = 0;
    while let Some(page) = walk.next().await? {
        rows += page.len() as i64;
        // A writer that is gone says below why.
        if parts.send(Part::Rows(page)).await.is_err() {
            break;
        }
        if tick_is_due(&mut tick) && !progress.at(rows).await? {
            return Ok(None);
        }
    }
    let _ = parts.send(Part::End).await;
    drop(parts);
    let file = keep_telling(&mut writing, rows, progress).await?;
    let Some(file) = file else { return Ok(None) };
    let size = file.as_file().metadata().map_err(|error| internal(&error))?.len();
    Ok(Some(Made { file, rows, size }))
}

fn tick_is_due(tick: &mut tokio::time::Interval) -> bool {
    use futures::FutureExt;
    tick.tick().now_or_never().is_some()
}

/// Waits for the writer, which compresses at the end, and goes on giving signs of life.
async fn keep_telling(
    writing: &mut JoinHandle<anyhow::Result<Option<NamedTempFile>>>,
    rows: i64,
    progress: &mut impl Progress,
) -> Result<Option<NamedTempFile>> {
    let mut tick = tokio::time::interval(TICK);
    loop {
        tokio::select! {
            written = &mut *writing => {
                let file = written.map_err(|error| internal(&error))?;
                return file.map_err(|error| internal(&format!("{error:#}")));
            }
            _ = tick.tick() => if !progress.at(rows).await? {
                return Ok(None);
            },
        }
    }
}

fn write_all(
    format: ExportFormat,
    sheet: Arc<Sheet>,
    mut received: Receiver<Part>,
) -> anyhow::Result<Option<NamedTempFile>> {
    let mut writer = write::begin(format, sheet).context("a file cannot be begun")?;
    while let Some(part) = received.blocking_recv() {
        match part {
            Part::Rows(rows) => {
                for row in rows {
                    writer.row(&row.cells).context("a row cannot be written")?;
                }
            }
            Part::End => return writer.finish().context("the file cannot be completed").map(Some),
        }
    }
    Ok(None)
}
