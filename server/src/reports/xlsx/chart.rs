//! A chart of ours as a native one of a spreadsheet: its values stand in cells, typed and summed,
//! and the drawing beside them reads these cells.

use anyhow::Result;
use birqadam_core::chart::{Chart, ChartKind, Unit};
use rust_xlsxwriter::{
    Chart as Drawing, ChartDataLabel, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartPoint,
    ChartSeries, ChartSolidFill, ChartType, Format, FormatAlign, Formula, Workbook, Worksheet, column_number_to_name,
};

use crate::exports::style::{currency, cut, for_paper, heading};

/// Told apart by those who see few colours too (Okabe and Ito), darkened for white paper.
const COLOURS: [u32; 8] =
    [0x0000_72B2, 0x00D5_5E00, 0x0000_9E73, 0x00CC_79A7, 0x00B3_8500, 0x003F_8FC4, 0x005B_5B5B, 0x007F_3C8D];

/// Size of a drawing in pixels, and how many rows of cells it covers.
const SIZE: (u32, u32) = (620, 320);
const ROWS_COVERED: u32 = 17;

/// Adds a sheet with these charts below each other.
///
/// # Errors
/// When the sheet cannot be made.
pub fn write_sheet(book: &mut Workbook, name: &str, charts: &[Chart], total: &str) -> Result<()> {
    let page = book.add_worksheet();
    page.set_name(name)?;
    for_paper(page);
    page.set_column_width(0, 28)?;
    let widest = charts.iter().map(|chart| chart.series.len() as u16).max().unwrap_or_default();
    for column in 1..=widest {
        page.set_column_width(column, 18)?;
    }
    let mut row = 0;
    for chart in charts {
        row = write(page, name, row, chart, total)?;
    }
    Ok(())
}

/// Writes a chart at `row` of a sheet of that name: title, note, the values as a table with totals, and
/// the drawing to its right. Returns the next free row.
///
/// # Errors
/// When the sheet is full.
fn write(page: &mut Worksheet, sheet: &str, row: u32, chart: &Chart, total: &str) -> Result<u32> {
    page.write_string_with_format(row, 0, cut(&chart.title), &Format::new().set_bold().set_font_size(13))?;
    if !chart.note.is_empty() {
        let muted = Format::new().set_italic().set_font_color(rust_xlsxwriter::Color::Gray);
        page.write_string_with_format(row + 1, 0, cut(&chart.note), &muted)?;
    }
    let head = row + 2;
    let first = head + 1;
    let count = chart.categories.len() as u32;
    write_table(page, head, chart)?;
    if count == 0 {
        return Ok(first + 1);
    }
    let last = first + count - 1;
    write_totals(page, first, last, chart, total)?;
    let mut drawing = draw(sheet, (head, first, last), chart);
    let column = chart.series.len() as u16 + 2;
    page.insert_chart(head, column, drawing.set_width(SIZE.0).set_height(SIZE.1))?;
    Ok((last + 3).max(head + ROWS_COVERED + 1))
}

fn write_table(page: &mut Worksheet, head: u32, chart: &Chart) -> Result<()> {
    let (heading, text) = (heading(), Format::new().set_align(FormatAlign::Top));
    let value_format = Format::new().set_num_format(num_format(&chart.unit));
    page.write_string_with_format(head, 0, cut(&chart.category_title), &heading)?;
    for (category, row) in chart.categories.iter().zip(head + 1..) {
        page.write_string_with_format(row, 0, cut(&category.label), &text)?;
    }
    for (series, column) in chart.series.iter().zip(1u16..) {
        page.write_string_with_format(head, column, cut(&series.label), &heading)?;
        for (value, row) in series.values.iter().zip(head + 1..).take(chart.categories.len()) {
            // What is not known stays empty: a gap, no zero.
            if let Some(value) = value {
                page.write_number_with_format(row, column, scaled(&chart.unit, *value), &value_format)?;
            }
        }
    }
    Ok(())
}

/// Sums where a sum means something.
fn write_totals(page: &mut Worksheet, first: u32, last: u32, chart: &Chart, total: &str) -> Result<()> {
    if !is_additive(&chart.unit) || chart.kind == ChartKind::Funnel {
        return Ok(());
    }
    let bold = Format::new().set_bold().set_border_top(rust_xlsxwriter::FormatBorder::Thin);
    page.write_string_with_format(last + 1, 0, total, &bold)?;
    for index in 0..chart.series.len() {
        let column = index as u16 + 1;
        let name = column_number_to_name(column);
        let sum = Formula::new(format!("=SUM({name}{}:{name}{})", first + 1, last + 1));
        let sum = sum.set_result(scaled(&chart.unit, chart.total(index)).to_string());
        let format = bold.clone().set_num_format(num_format(&chart.unit));
        page.write_formula_with_format(last + 1, column, sum, &format)?;
    }
    Ok(())
}

fn draw(sheet: &str, (head, first, last): (u32, u32, u32), chart: &Chart) -> Drawing {
    let is_whole = matches!(chart.kind, ChartKind::Pie | ChartKind::Funnel);
    let mut drawing = Drawing::new(match chart.kind {
        ChartKind::Bar => ChartType::Column,
        ChartKind::Stacked => ChartType::ColumnStacked,
        ChartKind::Line => ChartType::Line,
        ChartKind::Pie => ChartType::Pie,
        ChartKind::Funnel => ChartType::Bar,
    });
    let shown = if is_whole { 1 } else { chart.series.len() };
    for (index, series) in chart.series.iter().take(shown).enumerate() {
        let column = index as u16 + 1;
        let drawn = drawing.add_series();
        drawn
            .set_name((sheet, head, column))
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, column, last, column));
        colour(drawn, chart, index, series.forecast_from);
    }
    drawing.title().set_name(&cut(&chart.title));
    drawing.set_alt_text(&chart.title);
    match chart.kind {
        ChartKind::Pie => {}
        ChartKind::Funnel => {
            drawing.y_axis().set_num_format(num_format(&chart.unit));
            // The first step on top.
            drawing.x_axis().set_reverse();
        }
        _ => drop(drawing.y_axis().set_num_format(num_format(&chart.unit)).set_min(0)),
    }
    if chart.kind == ChartKind::Pie || shown > 1 {
        drawing.legend().set_position(ChartLegendPosition::Bottom);
    } else {
        drawing.legend().set_hidden();
    }
    drawing
}

fn colour(drawn: &mut ChartSeries, chart: &Chart, index: usize, forecast_from: Option<usize>) {
    let of = |index: usize| COLOURS[index % COLOURS.len()];
    match chart.kind {
        ChartKind::Pie => {
            let slices: Vec<_> =
                (0..chart.categories.len()).map(|slice| ChartPoint::new().set_format(&mut fill(of(slice)))).collect();
            drawn.set_points(&slices).set_data_label(ChartDataLabel::new().show_percentage());
        }
        ChartKind::Line => {
            drawn.set_format(ChartFormat::new().set_line(ChartLine::new().set_color(of(index)).set_width(2.25)));
            if let Some(from) = forecast_from {
                let dashed = || {
                    let mut line = ChartLine::new();
                    line.set_color(of(index)).set_dash_type(ChartLineDashType::Dash);
                    ChartPoint::new().set_format(ChartFormat::new().set_line(&line))
                };
                let points =
                    (0..chart.categories.len()).map(|at| if at < from { ChartPoint::default() } else { dashed() });
                drawn.set_points(&points.collect::<Vec<_>>());
            }
        }
        ChartKind::Bar | ChartKind::Stacked | ChartKind::Funnel => {
            drawn.set_format(&mut fill(of(index)));
        }
    }
}

fn fill(colour: u32) -> ChartFormat {
    ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)).clone()
}

/// The value as it stands in its cell.
fn scaled(unit: &Unit, value: f64) -> f64 {
    match unit {
        Unit::Seconds => value / 86_400.0,
        Unit::Hours => value / 24.0,
        Unit::Money(_) => value / 100.0,
        Unit::Count | Unit::Share | Unit::Stars => value,
    }
}

fn num_format(unit: &Unit) -> &'static str {
    match unit {
        Unit::Count => "#,##0",
        Unit::Share => "0.0%",
        Unit::Stars => "0.00",
        Unit::Seconds | Unit::Hours => "[h]:mm",
        Unit::Money(code) => currency(code),
    }
}

fn is_additive(unit: &Unit) -> bool {
    matches!(unit, Unit::Count | Unit::Hours | Unit::Money(_))
}
