//! Parts of a whole: a disc, and beside it every part with its pattern, value and share.

use super::pattern::fill;
use super::{Drawing, Place};
use crate::page::{Page, corners, sector};
use crate::{Colour, Style, shorten, width_of};

/// A line of the legend.
pub const ROW: f32 = 15.0;

/// Draws; every value is written but for labels that had to be cut.
pub fn draw(page: &mut Page, place: Place, drawing: &Drawing<'_>) -> bool {
    let at = |category: usize| drawing.value(0, category).unwrap_or(0.0).max(0.0);
    let total: f64 = (0..drawing.chart.categories.len()).map(at).sum();
    let radius = 58.0_f32.min(place.height / 2.0 - 2.0);
    let centre = (place.x + radius + 20.0, place.y + radius + 2.0);
    let mut from = 0.0;
    for category in 0..drawing.chart.categories.len() {
        let to = from + at(category) / total;
        if to - from > 0.0005 {
            let area = sector(centre, radius, from as f32, to as f32);
            fill(page, &area, category, false);
            page.outline(&area, 1.0, Colour::WHITE, false);
        }
        from = to;
    }
    let left = centre.0 + radius + 36.0;
    let right = place.x + place.width;
    let mut complete = true;
    for (category, named) in drawing.chart.categories.iter().enumerate() {
        let y = place.y + 4.0 + category as f32 * ROW;
        if y + ROW > place.y + place.height + 6.0 {
            return false;
        }
        fill(page, &corners(left, y + 1.0, 16.0, 9.0), category, false);
        let label = shorten(Style::SMALL, &named.label, right - left - 150.0);
        complete &= !label.ends_with('…');
        page.text(left + 22.0, y + 9.0, &label, Style::SMALL);
        let part = drawing.share(at(category), total);
        let value = (drawing.write)(at(category));
        let strong = Style::SMALL.strong();
        page.text(right - 48.0 - width_of(strong, &value), y + 9.0, &value, strong);
        page.text(right - width_of(Style::NOTE, &part), y + 9.0, &part, Style::NOTE);
    }
    complete
}
