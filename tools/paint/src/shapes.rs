//! The simple shapes that everything else is put together from.

use super::canvas::{Canvas, Point, Rgb, mix, shade};

/// An ellipse as a path.
pub fn ellipse(x: f32, y: f32, rx: f32, ry: f32) -> Vec<Point> {
    let steps = 36;
    (0..steps)
        .map(|step| step as f32 / steps as f32 * std::f32::consts::TAU)
        .map(|angle| (x + rx * angle.cos(), y + ry * angle.sin()))
        .collect()
}

/// A stroke from `a` to `b` with round ends, `ra` and `rb` thick to each side.
pub fn stroke(a: Point, b: Point, ra: f32, rb: f32) -> Vec<Point> {
    let along = (b.1 - a.1).atan2(b.0 - a.0);
    let half = |at: Point, r: f32, from: f32| {
        (0..=10).map(move |step| {
            let angle = from + step as f32 / 10.0 * std::f32::consts::PI;
            (at.0 + r * angle.cos(), at.1 + r * angle.sin())
        })
    };
    half(b, rb, along - std::f32::consts::FRAC_PI_2).chain(half(a, ra, along + std::f32::consts::FRAC_PI_2)).collect()
}

/// A rectangle by its corner and size.
pub fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Vec<Point> {
    vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
}

/// The soft shadow something throws on the ground, to the side away from the sun.
pub fn shadow(canvas: &mut Canvas, x: f32, y: f32, rx: f32, ry: f32, sun_x: f32) {
    let lean = (x - sun_x).clamp(-0.6, 0.6) * rx * 1.2;
    for (grow, alpha) in [(1.35, 0.10), (1.12, 0.14), (0.9, 0.2)] {
        let path = ellipse(x + lean * grow, y, rx * grow, ry * grow);
        canvas.fill_with(&[&path], alpha, |_, _| [0.08, 0.09, 0.14]);
    }
}

/// Fills with a colour that is lighter on the side of the sun.
pub fn fill_lit(canvas: &mut Canvas, path: &[Point], colour: Rgb, sun_x: f32) {
    let (left, right) =
        path.iter().fold((f32::MAX, f32::MIN), |(low, high), point| (low.min(point.0), high.max(point.0)));
    let width = (right - left).max(1e-4);
    let from_left = sun_x < 0.5 * (left + right);
    canvas.fill_with(&[path], 1.0, |x, _| {
        let t = (x - left) / width;
        let toward = if from_left { 1.0 - t } else { t };
        mix(shade(colour, 0.72), shade(colour, 1.1), toward)
    });
}
