//! Categories as rows: bars that lie, for long labels; and the funnel.

use birqadam_core::chart::{Chart, ChartKind};

use super::axis::Scale;
use super::bars::on_tag;
use super::pattern::{fill, legend};
use super::{Drawing, LABEL, Place, VALUE};
use crate::page::{Page, corners, rounded};
use crate::{Colour, Style, shorten, width_of};

const BAR: f32 = 12.0;
const GAP: f32 = 6.0;
const STEP: f32 = 30.0;

/// What bars that lie take.
pub fn height(chart: &Chart) -> f32 {
    let beside = if chart.kind == ChartKind::Stacked { 1 } else { chart.series.len().max(1) };
    chart.categories.len() as f32 * (beside as f32 * BAR + GAP)
}

/// Draws bars that lie; whether every value is written.
pub fn draw(page: &mut Page, place: Place, drawing: &Drawing<'_>) -> bool {
    let chart = drawing.chart;
    let (many, stacked) = (chart.series.len(), chart.kind == ChartKind::Stacked);
    let place = legend(page, place, drawing);
    let at = |series, category| drawing.value(series, category).unwrap_or(0.0).max(0.0);
    let longest = |category: usize| {
        let values = (0..many).map(|series| at(series, category));
        if stacked { values.sum::<f64>() } else { values.fold(0.0, f64::max) }
    };
    let largest = (0..chart.categories.len()).map(longest).fold(0.0, f64::max);
    let scale = Scale::new(largest, &chart.unit);
    let label_width = place.width * 0.34;
    let (left, width) = (place.x + label_width, place.width - label_width - 64.0);
    let long = |value: f64| (value / scale.top) as f32 * width;
    let beside = if stacked { 1 } else { many.max(1) };
    let row = beside as f32 * BAR + GAP;
    let mut complete = !drawing.has_forecast();
    for (category, named) in chart.categories.iter().enumerate() {
        let top = place.y + category as f32 * row;
        let label = shorten(LABEL, &named.label, label_width - 8.0);
        complete &= !label.ends_with('…');
        let middle = top + beside as f32 * BAR / 2.0;
        page.text(left - 6.0 - width_of(LABEL, &label), middle + 2.7, &label, LABEL);
        let mut x = left;
        for series in 0..many {
            let Some(value) = drawing.value(series, category) else { continue };
            let (y, wide) = (if stacked { top } else { top + series as f32 * BAR }, long(value.max(0.0)));
            let from = if stacked { x } else { left };
            if wide > 0.2 {
                let area = corners(from, y + 0.8, wide, BAR - 1.6);
                fill(page, &area, series, drawing.is_forecast(series, category));
            }
            let text = (drawing.write)(value);
            if !stacked {
                page.text(from + wide + 4.0, y + BAR / 2.0 + 2.7, &text, VALUE);
            } else if width_of(VALUE, &text) + 6.0 <= wide {
                on_tag(page, from + (wide - width_of(VALUE, &text)) / 2.0, y + BAR / 2.0, &text);
            } else if value > 0.0 && many > 1 {
                complete = false;
            }
            x += wide;
        }
        if stacked {
            page.text(x + 4.0, top + BAR / 2.0 + 2.7, &(drawing.write)(longest(category)), VALUE.strong());
        }
    }
    page.line(&[(left, place.y), (left, place.y + chart.categories.len() as f32 * row - GAP)], 0.5, Colour::MUTED);
    complete
}

/// What a funnel takes.
pub fn funnel_height(chart: &Chart) -> f32 {
    chart.categories.len() as f32 * STEP
}

/// Draws a funnel: each step with its value, and its share of the step before and of the first.
pub fn draw_funnel(page: &mut Page, place: Place, drawing: &Drawing<'_>) -> bool {
    let at = |category: usize| drawing.value(0, category).unwrap_or(0.0).max(0.0);
    let count = drawing.chart.categories.len();
    let largest = (0..count).map(at).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let label_width = place.width * 0.34;
    let (left, width) = (place.x + label_width, place.width * 0.42);
    let mut complete = true;
    for (category, named) in drawing.chart.categories.iter().enumerate() {
        let top = place.y + category as f32 * STEP;
        let label = shorten(Style::SMALL, &named.label, label_width - 10.0);
        complete &= !label.ends_with('…');
        page.text(place.x, top + 14.0, &label, Style::SMALL);
        let wide = ((at(category) / largest) as f32 * width).max(1.5);
        page.fill(
            &rounded(left, top + 2.0, wide, STEP - 10.0, 3.0),
            Colour::SKY.tint(1.0 - 0.5 * category as f32 / count as f32),
        );
        let text = (drawing.write)(at(category));
        let x = left + width + 10.0;
        page.text(x, top + 14.0, &text, Style::SMALL.strong());
        if category > 0 {
            let shares =
                format!("{} · {}", drawing.share(at(category), at(category - 1)), drawing.share(at(category), at(0)));
            page.text(x + width_of(Style::SMALL.strong(), &text).max(44.0) + 8.0, top + 14.0, &shares, LABEL);
        }
    }
    complete
}
