//! The scale of values: round steps from zero up.

use birqadam_core::chart::Unit;

use super::{Drawing, LABEL, Place};
use crate::page::Page;
use crate::{Colour, width_of};

/// From zero to `top` in equal steps.
pub struct Scale {
    pub top: f64,
    pub step: f64,
}

impl Scale {
    /// Up to the largest value, in about four steps that people count in.
    pub fn new(largest: f64, unit: &Unit) -> Scale {
        // The natural whole: hours and days, not thousands of seconds; tenge, not tiyin.
        let whole = match unit {
            Unit::Seconds if largest >= 172_800.0 => 86_400.0,
            Unit::Seconds if largest >= 7_200.0 => 3_600.0,
            Unit::Seconds => 60.0,
            Unit::Money(_) => 100.0,
            _ => 1.0,
        };
        let largest = if largest.is_finite() && largest > 0.0 { largest / whole } else { 1.0 };
        let mut step = round_up(largest / 4.0);
        if !matches!(unit, Unit::Share | Unit::Stars | Unit::Hours) {
            step = step.max(1.0);
        }
        Scale { top: (largest / step).ceil().max(1.0) * step * whole, step: step * whole }
    }

    pub fn steps(&self) -> impl Iterator<Item = f64> {
        let (step, count) = (self.step, (self.top / self.step).round() as usize);
        (0..=count).map(move |index| index as f64 * step)
    }

    /// Draws lines and their values; gives the place that is left for the values themselves.
    pub fn draw(&self, page: &mut Page, place: Place, drawing: &Drawing<'_>) -> Place {
        // Nothing is nothing in any unit, not «меньше минуты».
        let write = |value: f64| if value == 0.0 { "0".to_owned() } else { (drawing.write)(value) };
        let labels: Vec<(f64, String)> = self.steps().map(|value| (value, write(value))).collect();
        let gutter = labels.iter().map(|(_, label)| width_of(LABEL, label)).fold(0.0, f32::max) + 6.0;
        let plot = Place {
            x: place.x + gutter,
            y: place.y + 8.0,
            width: place.width - gutter,
            height: place.height - 8.0 - LABEL.leading() - 4.0,
        };
        for (value, label) in labels {
            let y = self.y(plot, value);
            let colour = if value == 0.0 { Colour::MUTED } else { Colour::LINE };
            page.line(&[(plot.x, y), (plot.x + plot.width, y)], 0.5, colour);
            page.text(plot.x - 6.0 - width_of(LABEL, &label), y + 2.6, &label, LABEL);
        }
        plot
    }

    pub fn y(&self, plot: Place, value: f64) -> f32 {
        plot.y + plot.height * (1.0 - (value / self.top).clamp(0.0, 1.0) as f32)
    }
}

/// The next of 1, 2, 2.5, 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    let step = steps.into_iter().find(|step| step * power >= value * 0.999_999).unwrap_or(10.0) * power;
    // Whole things are not counted in halves.
    if step > 1.0 && step.fract() != 0.0 { step.ceil() } else { step }
}

/// Labels below the columns, as many as have room. Whether all of them had.
pub fn name_categories(page: &mut Page, plot: Place, drawing: &Drawing<'_>) -> bool {
    let categories = &drawing.chart.categories;
    let slot = plot.width / categories.len().max(1) as f32;
    let widest = categories.iter().map(|category| width_of(LABEL, &category.label)).fold(0.0, f32::max);
    let every = ((widest + 5.0) / slot).ceil().max(1.0) as usize;
    for (index, category) in categories.iter().enumerate().step_by(every) {
        let label = crate::shorten(LABEL, &category.label, (slot * every as f32).max(20.0));
        let wide = width_of(LABEL, &label);
        let x = plot.x + (index as f32 + 0.5) * slot - wide / 2.0;
        let x = x.clamp(plot.x - 20.0, (plot.x + plot.width - wide).max(plot.x));
        page.text(x, plot.y + plot.height + 4.0 + LABEL.ascent(), &label, LABEL);
    }
    every == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_reach_the_largest_value() {
        let table = [
            (0.0, Unit::Count, 1.0, 1.0),
            (1.0, Unit::Count, 1.0, 1.0),
            (3.0, Unit::Count, 1.0, 3.0),
            (7.0, Unit::Count, 2.0, 8.0),
            (42.0, Unit::Count, 20.0, 60.0),
            (1_234.0, Unit::Count, 500.0, 1_500.0),
            (0.8, Unit::Share, 0.2, 0.8),
            (5.0, Unit::Stars, 2.0, 6.0),
            (9_000.0, Unit::Seconds, 3_600.0, 10_800.0),
            (400_000.0, Unit::Seconds, 172_800.0, 518_400.0),
            (f64::NAN, Unit::Count, 1.0, 1.0),
        ];
        for (largest, unit, step, top) in table {
            let scale = Scale::new(largest, &unit);
            assert!(
                (scale.step - step).abs() < 1e-6 && (scale.top - top).abs() < 1e-6,
                "{largest}: {}, {}",
                scale.step,
                scale.top
            );
            assert!(scale.steps().count() <= 8);
        }
    }
}
