//! A list as a workbook: its rows, and a sheet that says what they are.

use std::sync::Arc;

use anyhow::Result;
use birqadam_app::exports::words;
use birqadam_core::list::Cell;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet};
use tempfile::NamedTempFile;

use super::sheet::Sheet;
use super::style::{Style, cut, heading, sheet_name};
use super::table::{Look, Table, TableColumn, Total};
use super::write::RowWriter;

pub struct XlsxWriter {
    file: NamedTempFile,
    book: Workbook,
    sheet: Arc<Sheet>,
    table: Table,
}

impl XlsxWriter {
    /// # Errors
    /// When the disk is full.
    pub fn begin(file: NamedTempFile, sheet: Arc<Sheet>) -> Result<Self> {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_title(&sheet.title).set_author("BirQadam"));
        let columns = sheet.columns.iter().map(|column| TableColumn {
            heading: column.heading.clone(),
            style: Style::from(column.kind),
            total: column.is_summed.then_some(Total::Sum),
        });
        let look = Look { base_url: sheet.base_url.clone(), total: words::total(sheet.locale) };
        let table = Table::begin(&mut book, &sheet.title, columns.collect(), &look)?;
        Ok(XlsxWriter { file, book, sheet, table })
    }
}

impl RowWriter for XlsxWriter {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        let sheet = &self.sheet;
        self.table.row(&mut self.book, cells, |index, cell| sheet.text(&sheet.columns[index], cell))
    }

    fn finish(mut self: Box<Self>) -> Result<NamedTempFile> {
        let rows = self.table.rows();
        self.table.finish(&mut self.book)?;
        let about = self.book.add_worksheet();
        about.set_name(sheet_name(words::about(self.sheet.locale)))?;
        write_about(about, &self.sheet, rows)?;
        self.book.save_to_writer(self.file.as_file_mut())?;
        Ok(self.file)
    }
}

/// The second sheet: what this is.
fn write_about(page: &mut Worksheet, sheet: &Sheet, rows: u32) -> Result<()> {
    page.set_column_width(0, 24)?;
    page.set_column_width(1, 80)?;
    let (heading, wrapped) = (heading(), Style::Prose.format());
    let mut next = 0;
    for (label, value) in &sheet.about {
        page.write_string_with_format(next, 0, cut(label), &heading)?;
        page.write_string_with_format(next, 1, cut(value), &wrapped)?;
        next += 1;
    }
    page.write_string_with_format(next, 0, words::row_count(sheet.locale), &heading)?;
    let number = Format::new().set_num_format("#,##0").set_align(FormatAlign::Left).set_align(FormatAlign::Top);
    page.write_number_with_format(next, 1, rows, &number)?;
    Ok(())
}
