//! The sponsor's report as a workbook: figures, every expense, every payment, what was counted. Sums are
//! cells of money, totals are formulas.

use anyhow::Context;
use birqadam_app::paper::sponsor as words;
use birqadam_app::sponsor::words as say;
use birqadam_app::{labels, reports};
use birqadam_core::list::Cell;
use birqadam_core::money::Money;
use birqadam_core::{Amount, Locale, Result};
use birqadam_funding::SponsorReport;
use rust_xlsxwriter::Workbook;

use crate::exports::style::Style;
use crate::exports::table::{Look, Table, TableColumn, Total};
use crate::reports::xlsx::facts::{self, Fact};
use crate::reports::xlsx::{look, new_book};
use crate::reports::{Made, Wanted, new_file, off_thread};

pub async fn make(wanted: &Wanted<'_>, report: SponsorReport) -> Result<Made> {
    let writer = Writer { l: wanted.locale, look: look(&wanted.ctx.config.base_url, wanted.locale), report };
    let (file, rows) = off_thread(move || {
        let rows = writer.report.trace.len() + writer.report.payments.len();
        let mut book = new_book(&words::report_title(writer.l, &writer.report.project));
        writer.summary(&mut book)?;
        writer.expenses(&mut book)?;
        writer.reversed(&mut book)?;
        writer.payments(&mut book)?;
        writer.impact(&mut book)?;
        let mut file = new_file()?;
        book.save_to_writer(file.as_file_mut()).context("the workbook cannot be completed")?;
        Ok((file, rows))
    })
    .await?;
    Made::of(file, rows as i64)
}

struct Writer {
    l: Locale,
    look: Look,
    report: SponsorReport,
}

impl Writer {
    fn money(&self, amount: Amount) -> Money {
        Money { minor: amount.0, currency: self.report.currency.clone() }
    }

    fn summary(&self, book: &mut Workbook) -> anyhow::Result<()> {
        let (l, report) = (self.l, &self.report);
        let page = book.add_worksheet();
        page.set_name(words::sheet_summary(l))?;
        let sum = |amount: Amount| Fact::Money(self.money(amount));
        let mut all = vec![
            (words::organizer(l).to_owned(), Fact::Text(report.organizer.clone())),
            (words::city(l).to_owned(), Fact::Text(labels::city(l, &report.city))),
            (words::col_status(l).to_owned(), Fact::Text(say::project_status(l, &report.project_status))),
            (reports::words::made_at(l).to_owned(), Fact::Time(report.as_of)),
            (words::given_row(l).to_owned(), sum(report.total_sponsored)),
            (words::col_yours(l).to_owned(), sum(report.spent())),
        ];
        all.extend(report.expenses.iter().map(|one| (one.category.clone(), sum(one.amount))));
        all.push((words::left_row(l).to_owned(), sum(report.balance)));
        all.push((say::volunteers(l).to_owned(), Fact::Number(report.impact.volunteers)));
        facts::write(page, &words::report_title(l, &report.project), &all)?;
        Ok(())
    }

    fn table(
        &self,
        book: &mut Workbook,
        name: &str,
        columns: &[(&str, Style, Option<Total>)],
    ) -> anyhow::Result<Table> {
        let column = |(heading, style, total): &(&str, Style, Option<Total>)| TableColumn {
            heading: (*heading).to_owned(),
            style: *style,
            total: *total,
        };
        Table::begin(book, name, columns.iter().map(column).collect(), &self.look)
    }

    fn expenses(&self, book: &mut Workbook) -> anyhow::Result<()> {
        let l = self.l;
        let columns = [
            (words::col_day(l), Style::Day, None),
            (words::col_category(l), Style::Text, None),
            (words::col_what(l), Style::Prose, None),
            (words::col_whole(l), Style::Money, Some(Total::Sum)),
            (words::col_yours(l), Style::Money, Some(Total::Sum)),
            (words::col_receipt(l), Style::Link, None),
            (words::col_task(l), Style::Prose, None),
            (words::col_photos(l), Style::Number, Some(Total::Sum)),
        ];
        let mut table = self.table(book, words::sheet_expenses(l), &columns)?;
        for part in &self.report.trace {
            let (task, photos) = part.task.as_ref().map_or((Cell::Empty, Cell::Empty), |task| {
                (Cell::Text(task.text.clone()), Cell::Number(task.photos_count))
            });
            let cells = [
                Cell::Day(part.spent_on),
                Cell::Text(part.category.clone()),
                Cell::Text(part.description.clone()),
                Cell::Money(self.money(part.amount)),
                Cell::Money(self.money(part.paid)),
                Cell::Link { text: part.receipt_name.clone(), href: part.receipt_url.clone() },
                task,
                photos,
            ];
            table.row(book, &cells, text)?;
        }
        table.finish(book)
    }

    /// On a sheet of its own, so that it is in no sum.
    fn reversed(&self, book: &mut Workbook) -> anyhow::Result<()> {
        let l = self.l;
        if self.report.reversed.is_empty() {
            return Ok(());
        }
        let columns = [
            (words::col_day(l), Style::Day, None),
            (words::col_category(l), Style::Text, None),
            (words::col_what(l), Style::Prose, None),
            (words::col_reversed(l), Style::Time, None),
            (words::col_back(l), Style::Money, Some(Total::Sum)),
        ];
        let mut table = self.table(book, words::reversed_title(l), &columns)?;
        for part in &self.report.reversed {
            let cells = [
                Cell::Day(part.spent_on),
                Cell::Text(part.category.clone()),
                Cell::Text(part.description.clone()),
                Cell::Time(part.reversed_at),
                Cell::Money(self.money(part.paid)),
            ];
            table.row(book, &cells, text)?;
        }
        table.finish(book)
    }

    fn payments(&self, book: &mut Workbook) -> anyhow::Result<()> {
        let l = self.l;
        let columns = [
            (words::receipt_day(l), Style::Time, None),
            (words::col_transaction(l), Style::Text, None),
            (words::col_purpose(l), Style::Prose, None),
            (words::col_amount(l), Style::Money, Some(Total::Sum)),
            (words::col_received(l), Style::Money, Some(Total::Sum)),
        ];
        let mut table = self.table(book, words::sheet_payments(l), &columns)?;
        for payment in &self.report.payments {
            let cells = [
                Cell::Time(payment.paid_at),
                payment.transaction_id.clone().map_or(Cell::Empty, Cell::Text),
                Cell::Text(payment.purpose.clone()),
                Cell::Money(self.money(payment.amount)),
                Cell::Money(self.money(payment.received)),
            ];
            table.row(book, &cells, text)?;
        }
        table.finish(book)
    }

    fn impact(&self, book: &mut Workbook) -> anyhow::Result<()> {
        let l = self.l;
        let columns = [
            (words::col_measure(l), Style::Prose, None),
            (words::col_total(l), Style::Decimal, None),
            (words::col_unit(l), Style::Text, None),
        ];
        let mut table = self.table(book, words::sheet_impact(l), &columns)?;
        for one in self.report.measures.iter().filter(|one| one.entries > 0) {
            let cells =
                [Cell::Text(say::measure(l, one)), Cell::Decimal(one.total), Cell::Text(say::unit(l, &one.unit))];
            table.row(book, &cells, text)?;
        }
        table.finish(book)
    }
}

/// A cell that is no number.
fn text(_: usize, cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        _ => String::new(),
    }
}
