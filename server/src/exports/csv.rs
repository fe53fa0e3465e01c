//! CSV as RFC 4180 has it, in UTF-8 with a byte order mark, without which spreadsheets take
//! Cyrillic for something else.

use std::io::{BufWriter, Write};
use std::sync::Arc;

use anyhow::Result;
use birqadam_core::list::Cell;
use tempfile::NamedTempFile;

use super::guard::harmless;
use super::sheet::{Sheet, SheetColumn};
use super::write::RowWriter;

pub struct CsvWriter {
    out: csv::Writer<BufWriter<NamedTempFile>>,
    sheet: Arc<Sheet>,
}

impl CsvWriter {
    /// # Errors
    /// When the disk is full.
    pub fn begin(mut file: BufWriter<NamedTempFile>, sheet: Arc<Sheet>) -> Result<Self> {
        file.write_all("\u{feff}".as_bytes())?;
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        out.write_record(sheet.columns.iter().map(|column| harmless(&column.heading).into_owned()))?;
        Ok(CsvWriter { out, sheet })
    }
}

impl RowWriter for CsvWriter {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        for (column, cell) in self.sheet.columns.iter().zip(cells) {
            self.out.write_field(field(&self.sheet, column, cell))?;
        }
        // Ends the record.
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<NamedTempFile> {
        let buffer = self.out.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?;
        buffer.into_inner().map_err(|error| anyhow::anyhow!("{}", error.error()))
    }
}

fn field(sheet: &Sheet, column: &SheetColumn, cell: &Cell) -> String {
    let text = sheet.text(column, cell);
    match cell {
        Cell::Number(_) | Cell::Bytes(_) | Cell::Decimal(_) | Cell::Stars(_) | Cell::Money(_) => text,
        _ => harmless(&text).into_owned(),
    }
}
