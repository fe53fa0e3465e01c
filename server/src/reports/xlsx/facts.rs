//! A sheet of figures: what each is called, its value, and what it means.

use anyhow::Result;
use birqadam_core::chart::Unit;
use birqadam_core::money::Money;
use chrono::{DateTime, NaiveDate, Utc};
use rust_xlsxwriter::{Color, Format, FormatAlign, Formula, Worksheet};

use crate::exports::style::{Style, currency, cut, for_paper, heading};
use crate::exports::table::local;

/// A value of its own type.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// Nothing known, which is not zero.
    Unknown,
    Text(String),
    Number(i64),
    /// An average of stars.
    Stars(f64),
    /// 0 to 1.
    Share(f64),
    Hours(f64),
    Day(NaiveDate),
    Time(DateTime<Utc>),
    Money(Money),
}

impl Fact {
    /// The value of a figure of that unit.
    pub fn of(unit: &Unit, value: Option<f64>) -> Fact {
        let Some(value) = value else { return Fact::Unknown };
        match unit {
            Unit::Count => Fact::Number(value as i64),
            Unit::Share => Fact::Share(value),
            Unit::Stars => Fact::Stars(value),
            Unit::Seconds => Fact::Hours(value / 3600.0),
            Unit::Hours => Fact::Hours(value),
            Unit::Money(currency) => Fact::Money(Money { minor: value as i64, currency: currency.clone() }),
        }
    }

    /// As it stands in its cell; `None` for what is no number.
    fn number(&self) -> Option<f64> {
        match self {
            Fact::Number(number) => Some(*number as f64),
            Fact::Stars(number) | Fact::Share(number) => Some(*number),
            Fact::Hours(hours) => Some(hours / 24.0),
            Fact::Money(money) => Some(money.minor as f64 / 100.0),
            Fact::Unknown | Fact::Text(_) | Fact::Day(_) | Fact::Time(_) => None,
        }
    }
}

/// A figure beside that of the period before.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub label: String,
    /// What it means and does not mean.
    pub note: String,
    pub value: Fact,
    pub before: Fact,
}

/// Writes figures as a table from `row` on, how each changed as a formula; returns the next free row.
///
/// # Errors
/// When the sheet is full.
pub fn write_figures(page: &mut Worksheet, row: u32, headings: [&str; 5], figures: &[Figure]) -> Result<u32> {
    let (heading, label, note) = (heading(), Style::Prose.format(), Style::Prose.format().set_font_color(Color::Gray));
    for (text, column) in headings.into_iter().zip(0u16..) {
        page.write_string_with_format(row, column, text, &heading)?;
    }
    page.set_column_width(2, 24)?;
    page.set_column_width(3, 14)?;
    page.set_column_width(4, 80)?;
    let mut next = row + 1;
    for figure in figures {
        page.write_string_with_format(next, 0, cut(&figure.label), &label)?;
        write_fact(page, next, 1, &figure.value)?;
        write_fact(page, next, 2, &figure.before)?;
        if let (Some(now), Some(before)) = (figure.value.number(), figure.before.number()) {
            let (line, change) =
                (next + 1, if before == 0.0 { String::new() } else { (now / before - 1.0).to_string() });
            let formula = Formula::new(format!("=IF(C{line}=0,\"\",B{line}/C{line}-1)")).set_result(change);
            let share = Style::Share.format().set_num_format("+0.0%;-0.0%;0.0%").set_align(FormatAlign::Left);
            page.write_formula_with_format(next, 3, formula, &share)?;
        }
        page.write_string_with_format(next, 4, cut(&figure.note), &note)?;
        next += 1;
    }
    Ok(next)
}

/// Writes a sheet's title and figures below each other; returns the next free row.
///
/// # Errors
/// When the sheet is full.
pub fn write(page: &mut Worksheet, title: &str, facts: &[(String, Fact)]) -> Result<u32> {
    for_paper(page);
    page.set_column_width(0, 36)?;
    page.set_column_width(1, 40)?;
    let big = Format::new().set_bold().set_font_size(16);
    page.write_string_with_format(0, 0, cut(title), &big)?;
    let label = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let mut row = 2;
    for (name, fact) in facts {
        page.write_string_with_format(row, 0, cut(name), &label)?;
        write_fact(page, row, 1, fact)?;
        row += 1;
    }
    Ok(row)
}

fn write_fact(page: &mut Worksheet, row: u32, column: u16, fact: &Fact) -> Result<()> {
    let left = |style: Style| style.format().set_align(FormatAlign::Left);
    match fact {
        Fact::Unknown => drop(page.write_string_with_format(row, column, "—", &left(Style::Text))?),
        Fact::Text(text) => drop(page.write_string_with_format(row, column, cut(text), &left(Style::Prose))?),
        Fact::Number(number) => {
            page.write_number_with_format(row, column, *number as f64, &left(Style::Number))?;
        }
        Fact::Stars(stars) => drop(page.write_number_with_format(row, column, *stars, &left(Style::Stars))?),
        Fact::Share(share) => drop(page.write_number_with_format(row, column, *share, &left(Style::Share))?),
        Fact::Hours(hours) => drop(page.write_number_with_format(row, column, hours / 24.0, &left(Style::Hours))?),
        Fact::Day(day) => drop(page.write_datetime_with_format(row, column, day, &left(Style::Day))?),
        Fact::Time(time) => drop(page.write_datetime_with_format(row, column, local(*time), &left(Style::Time))?),
        Fact::Money(money) => {
            let format = left(Style::Money).set_num_format(currency(&money.currency));
            page.write_number_with_format(row, column, money.minor as f64 / 100.0, &format)?;
        }
    }
    Ok(())
}
