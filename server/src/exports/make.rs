//! Makes a file of a list: the database is read page by page, a thread of its own writes, and a
//! short channel between them keeps the faster one waiting.

use std::sync::Arc;

use anyhow::Context;
use birqadam_core::export::ExportFormat;
use birqadam_core::list::{ListRequest, Row};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::list::Walk;
use birqadam_core::{Actor, Result};
use tempfile::NamedTempFile;
use tokio::sync::mpsc::{self, Receiver};

use super::lists::Exportable;
use super::made::{Made, off_thread};
use super::progress::Progress;
use super::sheet::{Origin, Sheet};
use super::write;

/// Pages of rows that may wait to be written.
const WAITING_PAGES: usize = 2;

enum Part {
    Rows(Vec<Row>),
    /// Without it the channel's end means that nobody wants the file.
    End,
}

/// Makes the file. Dropped before its end it leaves nothing.
///
/// # Errors
/// What the list says; [`birqadam_core::Error::Internal`] when the disk is full.
pub async fn make(
    ctx: &Ctx,
    actor: &Actor,
    what: &Exportable,
    request: ListRequest,
    format: ExportFormat,
    progress: &Progress,
) -> Result<Made> {
    let person = super::start::name_of(actor);
    let origin = Origin { person: &person, at: ctx.now(), base_url: &ctx.config.base_url };
    let sheet = Arc::new(Sheet::new(actor.locale, what.list.spec(), what.ui, &request, &origin));
    let mut walk = Walk::start(ctx, actor, what.list, request).await?;
    let (parts, received) = mpsc::channel(WAITING_PAGES);
    let writing = tokio::spawn(off_thread(move || write_all(format, sheet, received)));
    let mut rows = 0;
    while let Some(page) = walk.next().await? {
        rows += page.len() as i64;
        // A writer that is gone says below why.
        if parts.send(Part::Rows(page)).await.is_err() {
            break;
        }
        progress.at(rows);
    }
    let _ = parts.send(Part::End).await;
    let file = writing.await.map_err(|error| internal(&error))??;
    Made::of(file.ok_or_else(|| internal("the writer gave up before the end"))?, rows)
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
