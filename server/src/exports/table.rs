//! A sheet of rows: typed cells, a heading that stays in view, filters, widths, and totals that
//! follow the filters. Rows go to disk as they come (rust_xlsxwriter's constant memory mode).

use anyhow::Result;
use birqadam_core::list::Cell;
use birqadam_core::ssr::ctx::PLATFORM_UTC_OFFSET_HOURS;
use chrono::{NaiveDateTime, TimeDelta};
use rust_xlsxwriter::{Format, Formula, Url, Workbook, Worksheet, column_number_to_name};

use super::style::{Style, currency, cut, for_paper, heading, sheet_name};

/// Links are kept in memory until the end, and a sheet holds 65,530; later ones are plain text.
const LINKS_MAX: u32 = 10_000;

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct TableColumn {
    pub heading: String,
    pub style: Style,
    pub total: Option<Total>,
}

/// What stands below a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    Sum,
    Average,
}

/// What all sheets of a file share.
#[derive(Clone, Debug)]
pub struct Look {
    /// In front of the addresses of links.
    pub base_url: String,
    /// What the row of totals is called.
    pub total: &'static str,
}

/// A sheet in the making. The workbook is the caller's, so that there can be several.
pub struct Table {
    index: usize,
    columns: Vec<TableColumn>,
    formats: Vec<Format>,
    tallies: Vec<Tally>,
    look: Look,
    /// The row to be written next; 0 is the heading.
    next: u32,
    links: u32,
}

/// What a column comes to, for readers that do not calculate.
#[derive(Default)]
struct Tally {
    sum: f64,
    count: u32,
    currency: Option<String>,
    /// Money of several currencies has no sum.
    is_mixed: bool,
}

impl Table {
    /// # Errors
    /// When the disk is full.
    pub fn begin(book: &mut Workbook, name: &str, columns: Vec<TableColumn>, look: &Look) -> Result<Self> {
        let page = book.add_worksheet_with_constant_memory()?;
        page.set_name(sheet_name(name))?;
        page.set_freeze_panes(1, 0)?;
        for_paper(page);
        let heading = heading();
        for (column, at) in columns.iter().zip(0u16..) {
            page.set_column_width(at, column.style.width())?;
            page.write_string_with_format(0, at, cut(&column.heading), &heading)?;
        }
        let formats = columns.iter().map(|column| column.style.format()).collect();
        let tallies = columns.iter().map(|_| Tally::default()).collect();
        let index = book.worksheets().len() - 1;
        Ok(Table { index, columns, formats, tallies, look: look.clone(), next: 1, links: 0 })
    }

    /// Writes one row; `words` says what a cell of a column reads like where it is no number.
    ///
    /// # Errors
    /// When the disk or the sheet is full.
    pub fn row(&mut self, book: &mut Workbook, cells: &[Cell], words: impl Fn(usize, &Cell) -> String) -> Result<()> {
        let page = book.worksheet_from_index(self.index)?;
        let row = self.next;
        for (index, cell) in cells.iter().enumerate().take(self.columns.len()) {
            let (at, format) = (index as u16, &self.formats[index]);
            match cell {
                Cell::Empty => {}
                Cell::Number(number) | Cell::Bytes(number) => {
                    page.write_number_with_format(row, at, *number as f64, format)?;
                }
                Cell::Decimal(hours) if self.columns[index].style == Style::Hours => {
                    page.write_number_with_format(row, at, hours / 24.0, format)?;
                }
                Cell::Decimal(number) | Cell::Stars(number) => {
                    page.write_number_with_format(row, at, *number, format)?;
                }
                Cell::Day(day) => drop(page.write_datetime_with_format(row, at, day, format)?),
                Cell::Time(time) => drop(page.write_datetime_with_format(row, at, local(*time), format)?),
                Cell::Money(money) => {
                    let format = format.clone().set_num_format(currency(&money.currency));
                    page.write_number_with_format(row, at, money.minor as f64 / 100.0, &format)?;
                }
                Cell::Link { href, .. } => {
                    let address = format!("{}{href}", self.look.base_url);
                    let text = words(index, cell);
                    if self.links < LINKS_MAX {
                        page.write_url_with_format(row, at, Url::new(address).set_text(cut(&text)), format)?;
                        self.links += 1;
                    } else {
                        // Where the text is but a number, the address says more.
                        let is_short = self.columns[index].style == Style::ShortLink;
                        page.write_string(row, at, cut(if is_short { &address } else { &text }))?;
                    }
                }
                _ => drop(page.write_string_with_format(row, at, cut(&words(index, cell)), format)?),
            }
            self.tallies[index].add(cell, self.columns[index].style);
        }
        self.next += 1;
        Ok(())
    }

    /// Rows written so far.
    pub fn rows(&self) -> u32 {
        self.next - 1
    }

    /// Ends the sheet with its totals and filters.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(self, book: &mut Workbook) -> Result<()> {
        let page = book.worksheet_from_index(self.index)?;
        let last_column = self.columns.len().saturating_sub(1) as u16;
        page.autofilter(0, 0, self.rows().max(1), last_column)?;
        page.set_repeat_rows(0, 0)?;
        if self.rows() > 0 && self.columns.iter().any(|column| column.total.is_some()) {
            self.write_totals(page)?;
        }
        Ok(())
    }

    /// Below the rows and outside of the filter's range. SUBTOTAL leaves out the rows that a filter hides.
    fn write_totals(&self, page: &mut Worksheet) -> Result<()> {
        for (index, column) in self.columns.iter().enumerate() {
            let (at, tally) = (index as u16, &self.tallies[index]);
            let mut format = column.style.total_format();
            match column.total {
                Some(_) if tally.is_mixed => drop(page.write_blank(self.next, at, &format)?),
                Some(total) => {
                    if let Some(code) = &tally.currency {
                        format = format.set_num_format(currency(code));
                    }
                    page.write_formula_with_format(self.next, at, total.formula(at, self.next, tally), &format)?;
                }
                None if index == 0 => drop(page.write_string_with_format(self.next, at, self.look.total, &format)?),
                None => drop(page.write_blank(self.next, at, &format)?),
            }
        }
        Ok(())
    }
}

impl Total {
    /// Over rows 2 to `last`, as spreadsheets count.
    fn formula(self, column: u16, last: u32, tally: &Tally) -> Formula {
        let name = column_number_to_name(column);
        let (function, result) = match self {
            Total::Sum => (109, Some(tally.sum)),
            Total::Average => (101, (tally.count > 0).then(|| tally.sum / f64::from(tally.count))),
        };
        let subtotal = format!("SUBTOTAL({function},{name}2:{name}{last})");
        match (self, result) {
            // An average of nothing would be an error in the cell.
            (Total::Average, result) => Formula::new(format!("=IFERROR({subtotal},\"\")"))
                .set_result(result.map(|n| n.to_string()).unwrap_or_default()),
            (Total::Sum, result) => Formula::new(format!("={subtotal}")).set_result(result.unwrap_or(0.0).to_string()),
        }
    }
}

impl Tally {
    fn add(&mut self, cell: &Cell, style: Style) {
        let value = match cell {
            Cell::Number(number) | Cell::Bytes(number) => *number as f64,
            Cell::Decimal(hours) if style == Style::Hours => hours / 24.0,
            Cell::Decimal(number) | Cell::Stars(number) => *number,
            Cell::Money(money) => {
                self.is_mixed |= self.currency.as_ref().is_some_and(|other| *other != money.currency);
                self.currency.get_or_insert_with(|| money.currency.clone());
                money.minor as f64 / 100.0
            }
            _ => return,
        };
        self.sum += value;
        self.count += 1;
    }
}

/// A moment as it stands on the clocks here.
pub fn local(at: chrono::DateTime<chrono::Utc>) -> NaiveDateTime {
    (at + TimeDelta::hours(PLATFORM_UTC_OFFSET_HOURS)).naive_utc()
}
