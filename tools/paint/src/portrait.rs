//! Somebody at a window with a card in the hand, as people photograph themselves to be recognised.

use super::canvas::{Canvas, Rgb, hex, mix, shade};
use super::noise::Dice;
use super::shapes::{ellipse, fill_lit, rectangle, stroke};

const SKIN: [Rgb; 3] = [hex(0xE8BE9A), hex(0xD9A67C), hex(0xC68E63)];
const HAIR: [Rgb; 3] = [hex(0x1E1714), hex(0x33231A), hex(0x4A3526)];
const CLOTHES: [Rgb; 4] = [hex(0x2F6E8E), hex(0x8C4A3B), hex(0x3E6B4F), hex(0x5A4E7C)];

/// Fills the canvas; the same dice make the same person.
pub fn paint(canvas: &mut Canvas, dice: &mut Dice) {
    let (skin, hair, cloth) = (dice.pick(&SKIN), dice.pick(&HAIR), dice.pick(&CLOTHES));
    let middle = canvas.aspect() * 0.46;
    let window = canvas.aspect() * 0.9;
    canvas.each(0.0, 1.0, |x, y, _| {
        let wall = mix(hex(0xD8CFC0), hex(0xB9AD9B), y);
        mix(hex(0xFBF6EA), wall, ((window - x).abs() / 0.5).clamp(0.0, 1.0))
    });
    let sun = window;
    let mut fill = |path: Vec<(f32, f32)>, colour: Rgb| fill_lit(canvas, &path, colour, sun);
    // Hair behind, neck and shoulders, face, hair above, ears.
    fill(ellipse(middle, 0.36, 0.185, 0.235), hair);
    fill(stroke((middle, 0.5), (middle, 0.66), 0.075, 0.085), shade(skin, 0.88));
    fill(ellipse(middle, 1.02, 0.36, 0.36), cloth);
    fill(ellipse(middle, 0.66, 0.1, 0.045), shade(skin, 0.92));
    fill(ellipse(middle - 0.155, 0.4, 0.025, 0.045), shade(skin, 0.9));
    fill(ellipse(middle + 0.155, 0.4, 0.025, 0.045), shade(skin, 0.9));
    fill(ellipse(middle, 0.39, 0.155, 0.205), skin);
    fill(ellipse(middle, 0.235, 0.15, 0.08), hair);
    // Eyes, brows, nose, mouth.
    for side in [-1.0, 1.0] {
        let x = middle + side * 0.062;
        fill(ellipse(x, 0.385, 0.026, 0.014), hex(0xFAF7F2));
        fill(ellipse(x, 0.385, 0.012, 0.013), hex(0x2A1D16));
        fill(stroke((x - 0.03, 0.347), (x + 0.03, 0.345), 0.006, 0.006), hair);
    }
    fill(stroke((middle, 0.4), (middle - 0.008, 0.455), 0.007, 0.016), shade(skin, 0.86));
    fill(stroke((middle - 0.042, 0.508), (middle + 0.042, 0.508), 0.007, 0.007), hex(0xA85A50));
    // The card with its small picture and lines, and the fingers that hold it.
    let (x, y) = (middle + 0.06, 0.74);
    fill(rectangle(x - 0.008, y - 0.008, 0.356, 0.216), hex(0x7E8C99));
    fill(rectangle(x, y, 0.34, 0.2), hex(0xF4F8FA));
    fill(rectangle(x, y, 0.34, 0.035), hex(0x2F9DB8));
    fill(rectangle(x + 0.02, y + 0.055, 0.08, 0.115), hex(0xD5DEE4));
    fill(ellipse(x + 0.06, y + 0.095, 0.022, 0.028), skin);
    fill(ellipse(x + 0.06, y + 0.155, 0.036, 0.026), cloth);
    for (line, width) in [(0.062, 0.19), (0.096, 0.15), (0.13, 0.17)] {
        fill(rectangle(x + 0.12, y + line, width, 0.014), hex(0x8A97A3));
    }
    for finger in [0.0, 0.042, 0.084] {
        fill(stroke((x - 0.035, y + 0.075 + finger), (x + 0.03, y + 0.07 + finger), 0.019, 0.019), skin);
    }
}
