//! Whole pictures: one function per kind of community work. Here is what they share.

mod care;
mod nature;
mod town;

pub use care::{heritage, school_yard, shelter};
pub use nature::{planting, river, sea, steppe};
pub use town::{city, courtyard, park, stadium};

use super::canvas::{Canvas, Rgb, hex, shade};
use super::land::{Light, Range, mountains};
use super::noise::Dice;
use super::people::{Pose, person};
use super::shapes::{ellipse, fill_lit, shadow, stroke};
use super::trees::{Season, Tree, tree};

const LEAVES: [Season; 3] = [Season::Spring, Season::Summer, Season::Autumn];

/// The mountains south of Almaty over a belt of foothills; returns nothing, paints to `foot`.
fn alatau(canvas: &mut Canvas, light: &Light, foot: f32, seed: u32, dice: &mut Dice) {
    let far = Range {
        foot,
        crest: foot - dice.range(0.3, 0.4),
        rock: hex(0x6b7890),
        snow: hex(0xf4f7fb),
        snowiness: dice.range(0.65, 0.95),
        haze: 0.28,
        detail: dice.range(2.2, 3.2),
    };
    mountains(canvas, light, &far, seed);
    let near = Range {
        foot: foot + 0.02,
        crest: foot - dice.range(0.12, 0.17),
        rock: hex(0x58705f),
        snow: hex(0xe8ecef),
        snowiness: 0.05,
        haze: 0.2,
        detail: 4.0,
    };
    mountains(canvas, light, &near, seed + 31);
}

fn grass_of(season: Season) -> (Rgb, Rgb) {
    match season {
        Season::Spring => (hex(0x7ca552), hex(0xa9c078)),
        Season::Summer => (hex(0x6a9447), hex(0x9cab62)),
        Season::Autumn => (hex(0x8f8a45), hex(0xbfa862)),
        Season::Winter => (hex(0xe9eef3), hex(0xd5dfe8)),
    }
}

/// A row of trees from left to right along a line, far ones smaller.
fn tree_line(
    canvas: &mut Canvas,
    light: &Light,
    foot: f32,
    size: f32,
    kinds: &[Tree],
    season: Season,
    dice: &mut Dice,
) {
    let mut x = dice.range(-0.06, 0.04);
    while x < canvas.aspect() + 0.05 {
        let size = size * dice.range(0.75, 1.2);
        tree(canvas, light, (x, foot + dice.range(-0.006, 0.008)), size, dice.pick(kinds), season, dice);
        x += size * dice.range(0.32, 0.75);
    }
}

/// A group of people; far ones first, so that near ones stand before them.
fn group(canvas: &mut Canvas, light: &Light, horizon: f32, count: usize, size: f32, poses: &[Pose], dice: &mut Dice) {
    let mut feet: Vec<(f32, f32)> = (0..count)
        .map(|i| {
            let slot = canvas.aspect() * (i as f32 + 0.5) / count as f32;
            (slot + dice.range(-0.08, 0.08), horizon + (1.0 - horizon) * dice.range(0.16, 0.74))
        })
        .collect();
    feet.sort_by(|a, b| a.1.total_cmp(&b.1));
    for foot in feet {
        let near = (foot.1 - horizon) / (1.0 - horizon);
        let facing = if dice.below(2) == 0 { 1.0 } else { -1.0 };
        let pose = dice.pick(poses);
        person(canvas, light, foot, size * (0.35 + 0.95 * near), facing, pose, dice);
    }
}

fn rubbish_bags(canvas: &mut Canvas, light: &Light, at: (f32, f32), size: f32, count: usize, dice: &mut Dice) {
    shadow(canvas, at.0 + size * 0.4 * count as f32 * 0.5, at.1, size * 0.3 * count as f32, size * 0.1, light.sun_at.0);
    for index in 0..count {
        let (x, y) = (at.0 + size * 0.42 * index as f32, at.1 - dice.range(0.0, 0.06) * size);
        let colour = light.on(hex(dice.pick(&[0x2b2f36, 0x2f5d73, 0x3a4a3a, 0x2b2f36])));
        fill_lit(canvas, &ellipse(x, y - size * 0.22, size * 0.27, size * 0.28), colour, light.sun_at.0);
        fill_lit(
            canvas,
            &stroke((x, y - size * 0.46), (x + size * 0.04, y - size * 0.58), size * 0.03, size * 0.07),
            shade(colour, 1.2),
            light.sun_at.0,
        );
    }
}
