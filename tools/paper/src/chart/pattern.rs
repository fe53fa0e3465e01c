//! What tells series apart besides colour: hatching of areas, markers of lines, the legend.

use birqadam_core::chart::ChartKind;

use super::{Drawing, LABEL, Place};
use crate::page::{MARGIN, Page, corners, sector};
use crate::{Colour, shorten, width_of};

/// Fills an area in the colour and pattern of a series. A forecast is an empty, dashed outline.
pub fn fill(page: &mut Page, area: &[(f32, f32)], index: usize, forecast: bool) {
    let colour = Colour::series(index);
    if forecast {
        page.fill(area, colour.tint(0.18));
        page.outline(area, 0.9, colour, true);
        return;
    }
    page.fill(area, colour);
    let bound = |pick: fn(&(f32, f32)) -> f32| {
        let values = area.iter().map(pick);
        (values.clone().fold(f32::MAX, f32::min), values.fold(f32::MIN, f32::max))
    };
    let ((left, right), (top, bottom)) = (bound(|at| at.0), bound(|at| at.1));
    let lines = hatch(index, (left, top, right, bottom));
    if lines.is_empty() {
        return;
    }
    let over = if colour.is_dark() { colour.tint(0.45) } else { Colour::INK };
    page.within(area, |page| {
        for line in lines {
            page.line(&line, 0.7, over);
        }
    });
}

/// The lines of a pattern across a box; the first series is plain.
fn hatch(index: usize, (left, top, right, bottom): (f32, f32, f32, f32)) -> Vec<[(f32, f32); 2]> {
    const STEP: f32 = 4.5;
    let (width, height) = (right - left, bottom - top);
    let rising = || steps(left - height, right, STEP).map(move |x| [(x, bottom), (x + height, top)]);
    let falling = || steps(left - height, right, STEP).map(move |x| [(x, top), (x + height, bottom)]);
    let level = || steps(top, bottom, STEP).map(move |y| [(left, y), (left + width, y)]);
    let upright = || steps(left, right, STEP).map(move |x| [(x, top), (x, bottom)]);
    match index % 10 {
        0 | 5 => Vec::new(),
        1 | 6 => rising().collect(),
        2 | 7 => level().collect(),
        3 | 8 => falling().collect(),
        _ => upright().chain(level()).collect(),
    }
}

fn steps(from: f32, to: f32, step: f32) -> impl Iterator<Item = f32> {
    let first = (from / step).ceil();
    let count = ((to / step).floor() - first).clamp(-1.0, 400.0) as i32 + 1;
    (0..count.max(0)).map(move |index| (first + index as f32) * step)
}

/// The marker of a series' points.
pub fn marker(page: &mut Page, index: usize, (x, y): (f32, f32)) {
    const R: f32 = 2.6;
    let colour = Colour::series(index);
    match index % 5 {
        0 => page.fill(&sector((x, y), R, 0.0, 1.0), colour),
        1 => page.fill(&corners(x - R, y - R, 2.0 * R, 2.0 * R), colour),
        2 => page.fill(&[(x, y - R * 1.2), (x + R * 1.2, y + R), (x - R * 1.2, y + R)], colour),
        3 => page.fill(&[(x, y - R * 1.3), (x + R * 1.3, y), (x, y + R * 1.3), (x - R * 1.3, y)], colour),
        _ => {
            page.line(&[(x - R, y - R), (x + R, y + R)], 1.2, colour);
            page.line(&[(x + R, y - R), (x - R, y + R)], 1.2, colour);
        }
    }
    // A light fill is hard to see on white: every marker has an edge.
    if index % 5 == 1 {
        page.outline(&corners(x - R, y - R, 2.0 * R, 2.0 * R), 0.5, Colour::INK, false);
    }
}

const ROW: f32 = 13.0;

/// Where each entry of the legend stands: line and place in it.
fn entries(drawing: &Drawing<'_>, width: f32) -> Vec<(usize, f32, String, Option<usize>)> {
    let mut labels: Vec<(String, Option<usize>)> = Vec::new();
    if drawing.chart.series.len() > 1 {
        let series = drawing.chart.series.iter().enumerate();
        labels.extend(series.map(|(index, series)| (shorten(LABEL, &series.label, width - 30.0), Some(index))));
    }
    if drawing.has_forecast() {
        labels.push((drawing.forecast.to_owned(), None));
    }
    let (mut row, mut x) = (0, 0.0);
    let mut out = Vec::new();
    for (label, series) in labels {
        let wide = width_of(LABEL, &label) + 32.0;
        if x > 0.0 && x + wide > width {
            (row, x) = (row + 1, 0.0);
        }
        out.push((row, x, label, series));
        x += wide;
    }
    out
}

/// How much the legend takes.
pub fn legend_height(drawing: &Drawing<'_>, width: f32) -> f32 {
    if matches!(drawing.chart.kind, ChartKind::Pie | ChartKind::Funnel) {
        return 0.0;
    }
    entries(drawing, width).last().map_or(0.0, |entry| (entry.0 + 1) as f32 * ROW + 2.0)
}

/// Draws the legend on top of the place and gives what is left of it.
pub fn legend(page: &mut Page, place: Place, drawing: &Drawing<'_>) -> Place {
    let is_line = drawing.chart.kind == ChartKind::Line;
    for (row, x, label, series) in entries(drawing, place.width) {
        let (x, y) = (place.x + x, place.y + row as f32 * ROW);
        let middle = y + 5.0;
        match series {
            Some(index) if is_line => {
                page.line(&[(x, middle), (x + 16.0, middle)], 1.4, Colour::series(index));
                marker(page, index, (x + 8.0, middle));
            }
            Some(index) => fill(page, &corners(x, y, 16.0, 9.0), index, false),
            None if is_line => page.dashes(&[(x, middle), (x + 16.0, middle)], 1.4, Colour::MUTED),
            None => page.outline(&corners(x, y, 16.0, 9.0), 0.9, Colour::MUTED, true),
        }
        page.text(x + 20.0, y + 7.8, &label, LABEL);
    }
    let taken = legend_height(drawing, place.width);
    debug_assert!(place.x >= MARGIN);
    Place { y: place.y + taken, height: place.height - taken, ..place }
}
