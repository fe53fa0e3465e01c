//! Lines over time, with a marker at each known value; a gap where nothing is known, dashes where it
//! is a forecast.

use super::axis::{Scale, name_categories};
use super::pattern::{legend, marker};
use super::{Drawing, Place};
use crate::Colour;
use crate::page::Page;

/// Markers closer than this would run together.
const MARKERS_APART: f32 = 7.0;

/// Draws. The exact values are left to the table.
pub fn draw(page: &mut Page, place: Place, drawing: &Drawing<'_>) -> bool {
    let chart = drawing.chart;
    let values = chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let scale = Scale::new(values.fold(0.0, f64::max), &chart.unit);
    let below = legend(page, place, drawing);
    let plot = scale.draw(page, below, drawing);
    name_categories(page, plot, drawing);
    let slot = plot.width / chart.categories.len().max(1) as f32;
    let every = (MARKERS_APART / slot).ceil().max(1.0) as usize;
    for series in 0..chart.series.len() {
        let colour = Colour::series(series);
        let point = |category: usize| {
            let value = drawing.value(series, category)?;
            Some((plot.x + (category as f32 + 0.5) * slot, scale.y(plot, value)))
        };
        for category in 0..chart.categories.len() {
            let Some(here) = point(category) else { continue };
            if category > 0
                && let Some(before) = point(category - 1)
            {
                match drawing.is_forecast(series, category) {
                    true => page.dashes(&[before, here], 1.4, colour),
                    false => page.line(&[before, here], 1.4, colour),
                }
            }
            let alone = (category == 0 || point(category - 1).is_none()) && point(category + 1).is_none();
            if category % every == 0 || alone {
                marker(page, series, here);
            }
        }
    }
    false
}
