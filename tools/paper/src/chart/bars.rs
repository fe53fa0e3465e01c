//! Columns over categories: side by side, or on top of each other.

use birqadam_core::chart::ChartKind;

use super::axis::{Scale, name_categories};
use super::pattern::{fill, legend};
use super::{Drawing, Place, VALUE};
use crate::page::{Page, corners};
use crate::{Colour, width_of};

/// Draws; whether every value is written.
pub fn draw(page: &mut Page, place: Place, drawing: &Drawing<'_>) -> bool {
    let chart = drawing.chart;
    let (many, stacked) = (chart.series.len(), chart.kind == ChartKind::Stacked);
    let at = |series, category| drawing.value(series, category).unwrap_or(0.0).max(0.0);
    let stack = |category| (0..many).map(|series| at(series, category)).sum::<f64>();
    let tallest = |category: usize| {
        if stacked { stack(category) } else { (0..many).map(|series| at(series, category)).fold(0.0, f64::max) }
    };
    let largest = (0..chart.categories.len()).map(tallest).fold(0.0, f64::max);
    let scale = Scale::new(largest, &chart.unit);
    let below = legend(page, place, drawing);
    let plot = scale.draw(page, below, drawing);
    let named = name_categories(page, plot, drawing);
    let slot = plot.width / chart.categories.len().max(1) as f32;
    let beside = if stacked { 1 } else { many.max(1) };
    let bar = (slot * 0.72 / beside as f32).min(46.0);
    let written = (0..chart.categories.len()).all(|category| {
        (0..many).all(|series| width_of(VALUE, &(drawing.write)(at(series, category))) <= bar.max(slot / beside as f32))
    });
    let mut complete = named && written && !drawing.has_forecast();
    for category in 0..chart.categories.len() {
        let left = plot.x + (category as f32 + 0.5) * slot - bar * beside as f32 / 2.0;
        let mut below = 0.0;
        for series in 0..many {
            let Some(value) = drawing.value(series, category) else { continue };
            let value = value.max(0.0);
            let (x, base) = if stacked { (left, below) } else { (left + series as f32 * bar, 0.0) };
            let (top, bottom) = (scale.y(plot, base + value), scale.y(plot, base));
            below += value;
            if bottom - top > 0.2 {
                let inset = if stacked { 0.0 } else { bar * 0.04 };
                let area = corners(x + inset, top, bar - 2.0 * inset, bottom - top);
                fill(page, &area, series, drawing.is_forecast(series, category));
            }
            if !written {
                continue;
            }
            let text = (drawing.write)(value);
            let middle = x + (bar - width_of(VALUE, &text)) / 2.0;
            if !stacked {
                page.text(middle, top - 2.5, &text, VALUE);
            } else if value > 0.0 && bottom - top >= 11.0 {
                on_tag(page, middle, (top + bottom) / 2.0, &text);
            } else if value > 0.0 && many > 1 {
                complete = false;
            }
        }
        if stacked && written && below > 0.0 {
            let text = (drawing.write)(below);
            let x = left + (bar - width_of(VALUE, &text)) / 2.0;
            page.text(x, scale.y(plot, below) - 2.5, &text, VALUE.strong());
        }
    }
    complete
}

/// A value on a pattern, on a white tag so that it can be read.
pub fn on_tag(page: &mut Page, x: f32, middle: f32, text: &str) {
    page.fill(&corners(x - 1.5, middle - 4.6, width_of(VALUE, text) + 3.0, 9.2), Colour::WHITE);
    page.text(x, middle + 2.7, text, VALUE);
}
