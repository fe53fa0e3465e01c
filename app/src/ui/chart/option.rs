//! What ECharts is told: the shape of a chart and its numbers. Colours, patterns and words come in
//! the browser (`browser/look.mjs`), where the theme and the width are known.

use birqadam_core::{
    Locale,
    chart::{Chart, ChartKind, Series, Unit},
};
use charming::{
    component::Axis,
    datatype::{CompositeValue, DataPoint, DataPointItem},
    element::{
        AxisLabel, AxisType, BorderType, ColorBy, ItemStyle, Label, LabelPosition, LineStyle, LineStyleType, Symbol,
    },
    series::{Bar, Line, Pie},
};

use crate::texts::charts as words;

/// Up to so many single bars carry their value.
const LABELLED_BARS: usize = 14;
/// The marks of lines, in the order of the series; the legend draws the same (`browser/legend.mjs`).
const MARKS: [Symbol; 4] = [Symbol::Circle, Symbol::Rect, Symbol::Triangle, Symbol::Diamond];

/// The option as JSON; empty when there is nothing to draw.
pub fn option(l: Locale, chart: &Chart) -> String {
    if chart.is_empty() {
        return String::new();
    }
    let drawn = match chart.kind {
        ChartKind::Bar | ChartKind::Stacked => bars(l, chart),
        ChartKind::Line => lines(l, chart),
        ChartKind::Pie => pie(chart),
        ChartKind::Funnel => funnel(chart),
    };
    serde_json::to_string(&drawn).unwrap_or_default()
}

/// The height of the picture with its legend, in pixels.
pub fn height(chart: &Chart) -> u32 {
    let count = u32::try_from(chart.categories.len()).unwrap_or(u32::MAX).min(60);
    let legend = if chart.series.len() > 1 || chart.series.iter().any(|s| s.forecast_from.is_some()) { 40 } else { 0 };
    match chart.kind {
        ChartKind::Pie => 240,
        ChartKind::Funnel => count * 40 + 16,
        _ if lies(chart) => (count * 34 + 40).max(110) + legend,
        _ => 260 + legend,
    }
}

/// Whether bars lie: their names are words, not dates.
fn lies(chart: &Chart) -> bool {
    matches!(chart.kind, ChartKind::Bar | ChartKind::Stacked)
        && chart.categories.iter().any(|category| !category.label.ends_with(|c: char| c.is_ascii_digit()))
}

fn bars(l: Locale, chart: &Chart) -> charming::Chart {
    let lies = lies(chart);
    let labelled = chart.series.len() == 1 && chart.categories.len() <= LABELLED_BARS;
    let place = if lies { LabelPosition::Right } else { LabelPosition::Top };
    let (divisor, _) = scale(l, chart);
    let mut drawn = on_axes(l, chart, lies);
    for (index, series) in chart.series.iter().enumerate() {
        let mut bar = Bar::new().id(index.to_string()).name(series.label.clone()).data(points(series, divisor, &[]));
        if chart.kind == ChartKind::Stacked {
            bar = bar.stack("all");
        }
        if labelled {
            bar = bar.label(Label::new().show(true).position(place));
        }
        drawn = drawn.series(bar);
    }
    drawn
}

fn lines(l: Locale, chart: &Chart) -> charming::Chart {
    let (divisor, _) = scale(l, chart);
    let mut drawn = on_axes(l, chart, false);
    for (index, series) in chart.series.iter().enumerate() {
        let mark = MARKS[index % MARKS.len()].clone();
        let line = |id: String| Line::new().id(id).name(series.label.clone()).symbol(mark.clone()).show_symbol(true);
        let known = series.forecast_from.unwrap_or(usize::MAX);
        let real = points(&until(series, known), divisor, &[]);
        drawn = drawn.series(line(index.to_string()).data(real));
        if series.forecast_from.is_some() {
            // From the last known value on, so that the dashes begin where the line ends.
            let ahead = points(&from(series, known.saturating_sub(1)), divisor, &[]);
            let dashes = LineStyle::new().type_(LineStyleType::Dashed);
            drawn = drawn.series(line(format!("{index}-forecast")).line_style(dashes).data(ahead));
        }
    }
    drawn
}

fn pie(chart: &Chart) -> charming::Chart {
    let pie = Pie::new().id("0").radius(vec!["40%", "68%"]).data(named(chart));
    charming::Chart::new().series(pie.name(first_label(chart)))
}

/// Steps as lying bars: a funnel's slopes would show values that nobody counted. Their names stand in
/// the table beside, in the same colours and patterns.
fn funnel(chart: &Chart) -> charming::Chart {
    let names = chart.categories.iter().map(|category| category.label.clone()).collect();
    let hidden = || AxisLabel::new().show(false);
    let steps = Axis::new().type_(AxisType::Category).inverse(true).axis_label(hidden()).data(names);
    let values = Axis::new().type_(AxisType::Value).min(0.0).show(false);
    let bar = Bar::new()
        .id("0")
        .name(first_label(chart))
        .color_by(ColorBy::Data)
        .label(Label::new().show(true).position(LabelPosition::Right))
        .data(named(chart));
    charming::Chart::new().x_axis(values).y_axis(steps).series(bar)
}

fn on_axes(l: Locale, chart: &Chart, lies: bool) -> charming::Chart {
    let labels: Vec<String> = chart.categories.iter().map(|category| short(&category.label)).collect();
    let mut names = Axis::new().type_(AxisType::Category).data(labels);
    let (_, name) = scale(l, chart);
    let mut values = Axis::new().type_(AxisType::Value).min(0.0);
    match chart.unit {
        Unit::Count => values = values.min_interval(1.0),
        Unit::Stars => values = values.max(5.0),
        _ => {}
    }
    if let Some(name) = name {
        values = values.name(name);
    }
    if lies {
        names = names.inverse(true);
        charming::Chart::new().x_axis(values).y_axis(names)
    } else {
        charming::Chart::new().x_axis(names).y_axis(values)
    }
}

/// What values are divided by at the axis, and the name of what they then are.
fn scale(l: Locale, chart: &Chart) -> (f64, Option<&'static str>) {
    let largest = chart.series.iter().flat_map(|s| s.values.iter().flatten()).fold(0.0_f64, |a, b| a.max(*b));
    match &chart.unit {
        Unit::Share => (0.01, None),
        Unit::Seconds if largest < 7200.0 => (60.0, Some(words::axis_minutes(l))),
        Unit::Seconds if largest < 172_800.0 => (3600.0, Some(words::axis_hours(l))),
        Unit::Seconds => (86_400.0, Some(words::axis_days(l))),
        Unit::Hours => (1.0, Some(words::axis_hours(l))),
        Unit::Money(_) => (100.0, None),
        Unit::Count | Unit::Stars => (1.0, None),
    }
}

/// At the axis a day does without its year.
fn short(label: &str) -> String {
    let parts: Vec<&str> = label.split('.').collect();
    match parts.as_slice() {
        [day, month, year] if day.len() == 2 && month.len() == 2 && year.len() == 4 => format!("{day}.{month}"),
        _ => label.to_owned(),
    }
}

/// The values as ECharts takes them; what is unknown is a gap. A forecast's bar is pale and dashed.
fn points(series: &Series, divisor: f64, names: &[String]) -> Vec<DataPoint> {
    let forecast = series.forecast_from.unwrap_or(usize::MAX);
    let point = |(index, value): (usize, &Option<f64>)| {
        let value = value.map_or_else(|| CompositeValue::from("-"), |value| CompositeValue::from(value / divisor));
        match names.get(index) {
            Some(name) => DataPoint::Item(DataPointItem::new(value).name(name.clone())),
            None if index >= forecast => {
                let style = ItemStyle::new().opacity(0.45).border_type(BorderType::Dashed).border_width(1.0);
                DataPoint::Item(DataPointItem::new(value).item_style(style))
            }
            None => DataPoint::Value(value),
        }
    };
    series.values.iter().enumerate().map(point).collect()
}

fn named(chart: &Chart) -> Vec<DataPoint> {
    let names: Vec<String> = chart.categories.iter().map(|category| category.label.clone()).collect();
    chart.series.first().map(|series| points(series, 1.0, &names)).unwrap_or_default()
}

fn first_label(chart: &Chart) -> String {
    chart.series.first().map(|series| series.label.clone()).unwrap_or_default()
}

/// The series with gaps from `end` on.
fn until(series: &Series, end: usize) -> Series {
    masked(series, |index| index < end)
}

/// The series with gaps before `start`.
fn from(series: &Series, start: usize) -> Series {
    masked(series, |index| index >= start)
}

fn masked(series: &Series, keep: impl Fn(usize) -> bool) -> Series {
    let values = series.values.iter().enumerate().map(|(index, value)| value.filter(|_| keep(index))).collect();
    Series { values, forecast_from: None, ..series.clone() }
}

#[cfg(test)]
mod tests {
    use birqadam_core::chart::Category;
    use serde_json::{Value, json};

    use super::*;

    fn chart(kind: ChartKind, labels: &[&str], values: Vec<Option<f64>>) -> Chart {
        let categories = labels.iter().map(|l| Category { label: (*l).into(), href: None }).collect();
        let series = Series { label: "Reports".into(), values, hrefs: Vec::new(), forecast_from: None };
        Chart {
            name: "x".into(),
            title: String::new(),
            note: String::new(),
            kind,
            unit: Unit::Count,
            category_title: String::new(),
            categories,
            series: vec![series],
        }
    }

    fn drawn(chart: &Chart) -> Value {
        serde_json::from_str(&option(Locale::En, chart)).unwrap_or(Value::Null)
    }

    #[test]
    fn what_is_unknown_is_a_gap_and_not_zero() {
        let option = drawn(&chart(ChartKind::Line, &["1", "2", "3"], vec![Some(2.0), None, Some(0.0)]));
        assert_eq!(option["series"][0]["data"], json!([2.0, "-", 0.0]));
        assert_eq!(option["xAxis"]["data"], json!(["1", "2", "3"]));
    }

    #[test]
    fn a_forecast_is_a_dashed_line_from_the_last_known_value() {
        let mut chart = chart(ChartKind::Line, &["1", "2", "3"], vec![Some(2.0), Some(3.0), Some(4.0)]);
        chart.series[0].forecast_from = Some(2);
        let option = drawn(&chart);
        assert_eq!(option["series"][0]["data"], json!([2.0, 3.0, "-"]));
        assert_eq!(option["series"][1]["data"], json!(["-", 3.0, 4.0]));
        assert_eq!(option["series"][1]["lineStyle"]["type"], "dashed");
        assert_eq!(option["series"][1]["id"], "0-forecast");
    }

    #[test]
    fn nothing_is_not_drawn() {
        assert_eq!(option(Locale::Ru, &chart(ChartKind::Bar, &["1"], vec![None])), "");
        assert_eq!(option(Locale::Ru, &chart(ChartKind::Pie, &[], vec![])), "");
    }

    #[test]
    fn bars_with_names_lie_and_those_of_days_stand() {
        let lying = drawn(&chart(ChartKind::Bar, &["Ақтау"], vec![Some(1.0)]));
        assert_eq!(lying["yAxis"]["type"], "category");
        let standing = drawn(&chart(ChartKind::Bar, &["16.11.2026"], vec![Some(1.0)]));
        assert_eq!(standing["xAxis"]["data"], json!(["16.11"]));
    }

    #[test]
    fn slices_and_steps_keep_their_names_and_order() {
        for kind in [ChartKind::Pie, ChartKind::Funnel] {
            let option = drawn(&chart(kind, &["A", "B"], vec![Some(1.0), Some(5.0)]));
            assert_eq!(option["series"][0]["data"], json!([{"value": 1.0, "name": "A"}, {"value": 5.0, "name": "B"}]));
        }
        assert_eq!(drawn(&chart(ChartKind::Funnel, &["A"], vec![Some(1.0)]))["series"][0]["colorBy"], "data");
    }
}
