//! Charts as vectors. Labels are text; series differ by pattern or marker as well as by colour; what
//! the drawing does not say in numbers stands in the table below it.

mod axis;
mod bars;
mod line;
mod pattern;
mod pie;
mod rows;

use birqadam_core::chart::{Chart, ChartKind, Unit};

use crate::page::MARGIN;
use crate::{Cell, Column, Paper, Style, Table, width_of, wrap};

const LABEL: Style = Style::NOTE.sized(7.5);
const VALUE: Style = Style::SMALL.sized(7.5);

/// Where a chart is drawn.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

/// A chart with what is needed to write its values.
struct Drawing<'a> {
    chart: &'a Chart,
    write: &'a dyn Fn(f64) -> String,
    write_share: &'a dyn Fn(f64) -> String,
    forecast: &'a str,
}

impl Drawing<'_> {
    fn value(&self, series: usize, category: usize) -> Option<f64> {
        self.chart.series.get(series)?.values.get(category).copied().flatten().filter(|value| value.is_finite())
    }

    /// A part of a whole, or a dash where there is nothing to compare with.
    fn share(&self, part: f64, whole: f64) -> String {
        if whole > 0.0 { (self.write_share)(part / whole) } else { "–".to_owned() }
    }

    fn is_forecast(&self, series: usize, category: usize) -> bool {
        self.chart.series.get(series).and_then(|series| series.forecast_from).is_some_and(|from| category >= from)
    }

    fn has_forecast(&self) -> bool {
        self.chart.series.iter().any(|series| series.forecast_from.is_some_and(|from| from < series.values.len()))
    }

    /// The categories as rows from top to bottom rather than as columns.
    fn lies(&self) -> bool {
        let labels = self.chart.categories.iter().map(|category| category.label.as_str());
        // Days and months follow each other from left to right, whatever their length.
        let digit = |c: char| c.is_ascii_digit();
        let dated = labels.clone().all(|label| label.starts_with(digit) || label.ends_with(digit));
        let widest = labels.map(|label| width_of(LABEL, label)).fold(0.0, f32::max);
        !dated && self.chart.categories.len() <= 30 && widest * self.chart.categories.len() as f32 > 400.0
    }
}

impl Paper {
    /// A chart with title, note and legend; with its table where the drawing leaves values unsaid.
    /// It is not cut.
    pub fn chart(&mut self, chart: &Chart) {
        let (locale, words) = (self.about.locale, self.about.words.clone());
        let write = |value: f64| (words.value)(locale, &chart.unit, value);
        let write_share = |value: f64| (words.value)(locale, &Unit::Share, value);
        let drawing = Drawing { chart, write: &write, write_share: &write_share, forecast: &words.forecast };
        let title = Style::BODY.strong().sized(10.5);
        let titles = wrap(title, &chart.title, self.width());
        let notes = if chart.note.is_empty() { vec![] } else { wrap(Style::NOTE, &chart.note, self.width()) };
        let height = if chart.is_empty() { 20.0 } else { self.plot_height(&drawing) };
        let words_height = titles.len() as f32 * title.leading() + notes.len() as f32 * Style::NOTE.leading();
        self.space(8.0);
        self.need((words_height + height + 14.0).min(self.height()));
        for (style, lines) in [(title, titles), (Style::NOTE, notes)] {
            for line in lines {
                let y = self.y + style.ascent();
                self.page().text(MARGIN, y, &line, style);
                self.y += style.leading();
            }
        }
        self.y += 6.0;
        if chart.is_empty() {
            self.text(Style::NOTE, &words.no_data);
            self.space(8.0);
            return;
        }
        let place = Place { x: MARGIN, y: self.y, width: self.width(), height };
        let page = self.page();
        let complete = match chart.kind {
            ChartKind::Pie => pie::draw(page, place, &drawing),
            ChartKind::Funnel => rows::draw_funnel(page, place, &drawing),
            ChartKind::Line => line::draw(page, place, &drawing),
            ChartKind::Bar | ChartKind::Stacked if drawing.lies() => rows::draw(page, place, &drawing),
            ChartKind::Bar | ChartKind::Stacked => bars::draw(page, place, &drawing),
        };
        self.y += height + 8.0;
        if !complete {
            self.chart_table(chart);
        }
        self.space(6.0);
    }

    fn plot_height(&self, drawing: &Drawing<'_>) -> f32 {
        let chart = drawing.chart;
        let legend = pattern::legend_height(drawing, self.width());
        let wanted = match chart.kind {
            ChartKind::Pie => (chart.categories.len() as f32 * pie::ROW + 8.0).max(120.0),
            ChartKind::Funnel => rows::funnel_height(chart),
            ChartKind::Bar | ChartKind::Stacked if drawing.lies() => rows::height(chart) + legend,
            _ => 165.0 + legend,
        };
        wanted.min(self.height() - 60.0)
    }

    /// All values of a chart. A long table of few columns is folded: its parts stand side by side.
    pub fn chart_table(&mut self, chart: &Chart) {
        let (locale, words) = (self.about.locale, self.about.words.clone());
        let write = |value: f64| (words.value)(locale, &chart.unit, value);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (index, category) in chart.categories.iter().enumerate() {
            let forecast = chart.series.iter().any(|series| series.forecast_from.is_some_and(|from| index >= from));
            let label = match forecast {
                true => format!("{} ({})", category.label, words.forecast),
                false => category.label.clone(),
            };
            let mut cells = vec![Cell::text(label)];
            cells.extend(chart.series.iter().map(|series| {
                let value = series.values.get(index).copied().flatten();
                Cell::text(value.map_or_else(|| "–".to_owned(), write))
            }));
            rows.push(cells);
        }
        let summed = matches!(chart.unit, Unit::Count | Unit::Hours | Unit::Money(_))
            && chart.categories.len() > 1
            && chart.series.iter().all(|series| series.forecast_from.is_none());
        if summed {
            let mut cells = vec![Cell::Strong(words.total)];
            cells.extend((0..chart.series.len()).map(|index| Cell::Strong(write(chart.total(index)))));
            rows.push(cells);
        }
        let folds = match (chart.series.len(), rows.len()) {
            (1, 16..) => 3,
            (2, 16..) => 2,
            _ => 1,
        };
        let many = chart.series.len() as f32;
        let mut columns = Vec::new();
        for _ in 0..folds {
            columns.push(Column::text(&chart.category_title, (many * 0.6).max(1.2)));
            columns.extend(chart.series.iter().map(|series| Column::number(&series.label, 1.0)));
        }
        let mut table = Table::begin(self, columns);
        let height = rows.len().div_ceil(folds);
        for row in 0..height {
            let parts = (0..folds).filter_map(|fold| rows.get(row + fold * height).cloned());
            table.row(self, parts.flatten().collect());
        }
        table.end(self, &words.no_data);
    }
}
