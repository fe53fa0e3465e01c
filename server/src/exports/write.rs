//! Writes rows into a file, one after the other: how long the list is does not matter to memory.

use std::io::BufWriter;
use std::sync::Arc;

use anyhow::{Result, bail};
use birqadam_core::export::ExportFormat;
use birqadam_core::list::Cell;
use tempfile::NamedTempFile;

use super::csv::CsvWriter;
use super::made::new_file;
use super::sheet::Sheet;
use super::xlsx::XlsxWriter;

/// A file in the making.
pub trait RowWriter {
    /// Writes one row; the cells stand in the order of the sheet's columns.
    ///
    /// # Errors
    /// When the disk is full, or the file cannot hold more.
    fn row(&mut self, cells: &[Cell]) -> Result<()>;

    /// Completes the file.
    ///
    /// # Errors
    /// When the disk is full.
    fn finish(self: Box<Self>) -> Result<NamedTempFile>;
}

/// Begins a file with its heading.
///
/// # Errors
/// When the disk is full.
pub fn begin(format: ExportFormat, sheet: Arc<Sheet>) -> Result<Box<dyn RowWriter>> {
    let file = new_file()?;
    Ok(match format {
        ExportFormat::Csv => Box::new(CsvWriter::begin(BufWriter::new(file), sheet)?),
        ExportFormat::Xlsx => Box::new(XlsxWriter::begin(file, sheet)?),
        ExportFormat::Pdf => bail!("no list is made as PDF"),
    })
}
