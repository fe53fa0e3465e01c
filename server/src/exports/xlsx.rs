//! XLSX with typed cells: dates are dates, numbers numbers, money has its currency. Rows go to disk
//! as they come (rust_xlsxwriter's constant memory mode).

use std::sync::Arc;

use anyhow::Result;
use birqadam_app::exports::words;
use birqadam_core::list::{Cell, CellKind};
use birqadam_core::ssr::ctx::PLATFORM_UTC_OFFSET_HOURS;
use chrono::TimeDelta;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Url, Workbook, Worksheet};
use tempfile::NamedTempFile;

use super::sheet::Sheet;
use super::write::RowWriter;

/// Longest text of a cell, in characters (the format's limit).
const TEXT_MAX: usize = 32_767;
/// Links are kept in memory until the end, and a sheet holds 65,530; later ones are plain text.
const LINKS_MAX: u32 = 10_000;

pub struct XlsxWriter {
    file: NamedTempFile,
    book: Workbook,
    sheet: Arc<Sheet>,
    formats: Formats,
    /// The row to be written next; 0 is the heading.
    next: u32,
    links: u32,
}

struct Formats {
    heading: Format,
    text: Format,
    number: Format,
    decimal: Format,
    day: Format,
    time: Format,
    link: Format,
}

impl XlsxWriter {
    /// # Errors
    /// When the disk is full.
    pub fn begin(file: NamedTempFile, sheet: Arc<Sheet>) -> Result<Self> {
        let top = || Format::new().set_align(FormatAlign::Top);
        let formats = Formats {
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            text: top(),
            number: top().set_num_format("#,##0"),
            decimal: top().set_num_format("#,##0.00"),
            day: top().set_num_format("dd.mm.yyyy"),
            time: top().set_num_format("dd.mm.yyyy hh:mm"),
            link: Format::new().set_hyperlink().set_align(FormatAlign::Top),
        };
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_title(&sheet.title).set_author("BirQadam"));
        let page = book.add_worksheet_with_constant_memory()?;
        page.set_name(sheet_name(&sheet.title))?;
        page.set_freeze_panes(1, 0)?;
        for (index, column) in (0u16..).zip(&sheet.columns) {
            page.set_column_width(index, width(column.kind))?;
            page.write_string_with_format(0, index, cut(&column.heading), &formats.heading)?;
        }
        Ok(XlsxWriter { file, book, sheet, formats, next: 1, links: 0 })
    }
}

impl RowWriter for XlsxWriter {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        let page = self.book.worksheet_from_index(0)?;
        let (row, f) = (self.next, &self.formats);
        for (index, (column, cell)) in (0u16..).zip(self.sheet.columns.iter().zip(cells)) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => drop(page.write_number_with_format(row, index, *number as f64, &f.number)?),
                Cell::Decimal(number) | Cell::Stars(number) => {
                    page.write_number_with_format(row, index, *number, &f.decimal)?;
                }
                Cell::Day(day) => drop(page.write_datetime_with_format(row, index, day, &f.day)?),
                Cell::Time(time) => {
                    let local = (*time + TimeDelta::hours(PLATFORM_UTC_OFFSET_HOURS)).naive_utc();
                    page.write_datetime_with_format(row, index, local, &f.time)?;
                }
                Cell::Money(money) => {
                    let format = f.text.clone().set_num_format(currency(&money.currency));
                    page.write_number_with_format(row, index, money.minor as f64 / 100.0, &format)?;
                }
                Cell::Link { text, href } if self.links < LINKS_MAX => {
                    let url = Url::new(format!("{}{href}", self.sheet.base_url)).set_text(cut(text));
                    page.write_url_with_format(row, index, url, &f.link)?;
                    self.links += 1;
                }
                _ => {
                    let text = self.sheet.text(column, cell);
                    page.write_string_with_format(row, index, cut(&text), &f.text)?;
                }
            }
        }
        self.next += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<NamedTempFile> {
        let last_column = self.sheet.columns.len().saturating_sub(1) as u16;
        let page = self.book.worksheet_from_index(0)?;
        page.autofilter(0, 0, self.next.saturating_sub(1).max(1), last_column)?;
        page.set_repeat_rows(0, 0)?;
        let about = self.book.add_worksheet();
        about.set_name(sheet_name(words::about(self.sheet.locale)))?;
        write_about(about, &self.sheet, self.next - 1, &self.formats)?;
        self.book.save_to_writer(self.file.as_file_mut())?;
        Ok(self.file)
    }
}

/// The second sheet: what this is.
fn write_about(page: &mut Worksheet, sheet: &Sheet, rows: u32, formats: &Formats) -> Result<()> {
    page.set_column_width(0, 24)?;
    page.set_column_width(1, 80)?;
    let wrapped = formats.text.clone().set_text_wrap();
    let mut next = 0;
    for (label, value) in &sheet.about {
        page.write_string_with_format(next, 0, cut(label), &formats.heading)?;
        page.write_string_with_format(next, 1, cut(value), &wrapped)?;
        next += 1;
    }
    page.write_string_with_format(next, 0, words::row_count(sheet.locale), &formats.heading)?;
    page.write_number_with_format(next, 1, rows, &formats.number.clone().set_align(FormatAlign::Left))?;
    Ok(())
}

/// Widths in characters that show most values whole.
fn width(kind: CellKind) -> u32 {
    match kind {
        CellKind::Text | CellKind::Link => 32,
        CellKind::Code => 20,
        CellKind::Codes => 28,
        CellKind::Time => 17,
        CellKind::Money => 16,
        CellKind::Number | CellKind::Decimal | CellKind::Day => 12,
        CellKind::Stars | CellKind::Flag => 9,
    }
}

fn currency(code: &str) -> &'static str {
    match code {
        "KZT" => "#,##0.00\\ \"₸\"",
        "USD" => "\"$\"#,##0.00",
        "EUR" => "#,##0.00\\ \"€\"",
        "RUB" => "#,##0.00\\ \"₽\"",
        _ => "#,##0.00",
    }
}

/// At most as long as a cell may be.
fn cut(text: &str) -> String {
    // The limit counts UTF-16 units; half of it in characters always fits.
    if text.len() <= TEXT_MAX || text.encode_utf16().count() <= TEXT_MAX {
        return text.to_owned();
    }
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < TEXT_MAX
        })
        .collect();
    format!("{kept}…")
}

/// A name that spreadsheets accept: 31 characters, without their signs.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if name.trim().is_empty() { "1".to_owned() } else { name }
}
