//! Trees, saplings, grass and reeds.

use super::canvas::{Canvas, Point, Rgb, hex, mix, shade, smooth};
use super::land::Light;
use super::noise::{Dice, clouds};
use super::shapes::{ellipse, fill_lit, shadow, stroke};

/// What grows here, and in which month.
#[derive(Clone, Copy, PartialEq)]
pub enum Tree {
    Round,
    Poplar,
    Spruce,
    Birch,
    Sapling,
}

/// Leaves of a season.
#[derive(Clone, Copy, PartialEq)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    fn leaf(self, dice: &mut Dice) -> Rgb {
        hex(match self {
            Season::Spring => dice.pick(&[0x8db85a, 0x9cc267, 0xe9c9cf, 0x7fae58]),
            Season::Summer => dice.pick(&[0x4f8a45, 0x5f9a4c, 0x3f7a45, 0x6f9d4a]),
            Season::Autumn => dice.pick(&[0xd98e32, 0xc9652f, 0xe0b23c, 0x9a8f3e]),
            Season::Winter => dice.pick(&[0xdfe6ea, 0xe9eef0, 0xcfd9df]),
        })
    }
}

/// Draws a tree whose foot is at the point; `size` is its height.
pub fn tree(canvas: &mut Canvas, light: &Light, foot: Point, size: f32, kind: Tree, season: Season, dice: &mut Dice) {
    let sun = light.sun_at.0;
    let (x, y) = foot;
    let leaf = season.leaf(dice);
    shadow(canvas, x, y, size * if kind == Tree::Poplar { 0.14 } else { 0.3 }, size * 0.03, sun);
    let bark = light.on(if kind == Tree::Birch { hex(0xe6e2da) } else { hex(0x5e4836) });
    let trunk = stroke((x, y), (x + size * 0.01, y - size * 0.5), size * 0.03, size * 0.016);
    fill_lit(canvas, &trunk, bark, sun);
    if kind == Tree::Birch {
        for _ in 0..7 {
            let (mx, my) = (x + dice.range(-0.018, 0.014) * size, y - dice.range(0.05, 0.45) * size);
            canvas.fill(&stroke((mx, my), (mx + size * 0.014, my), size * 0.004, size * 0.003), hex(0x3a3735));
        }
    }
    match kind {
        Tree::Spruce => spruce(canvas, light, foot, size, season, dice),
        Tree::Sapling => {
            canvas.fill(
                &stroke((x + size * 0.1, y), (x + size * 0.1, y - size * 0.75), size * 0.014, size * 0.014),
                light.on(hex(0xb89a6a)),
            );
            crown(canvas, light, (x, y - size * 0.72), size * 0.2, size * 0.26, leaf, dice);
        }
        Tree::Poplar => crown(canvas, light, (x, y - size * 0.56), size * 0.13, size * 0.46, leaf, dice),
        Tree::Birch => crown(canvas, light, (x, y - size * 0.64), size * 0.22, size * 0.36, leaf, dice),
        Tree::Round => crown(canvas, light, (x, y - size * 0.62), size * 0.34, size * 0.36, leaf, dice),
    }
}

/// A crown of many leafy balls: dark mass, then lighter ones on the side of the sun.
fn crown(canvas: &mut Canvas, light: &Light, centre: Point, rx: f32, ry: f32, leaf: Rgb, dice: &mut Dice) {
    let toward = if light.sun_at.0 < centre.0 { -1.0 } else { 1.0 };
    let seed = (centre.0 * 977.0 + centre.1 * 331.0) as u32;
    for (layer, (spread, ball, tone)) in
        [(1.0, 0.34, 0.62), (0.85, 0.27, 0.86), (0.7, 0.2, 1.08)].into_iter().enumerate()
    {
        let shift = layer as f32 * 0.13;
        let balls: Vec<Vec<Point>> = (0..18)
            .map(|_| {
                let angle = dice.range(0.0, std::f32::consts::TAU);
                let radius = dice.range(0.0, 1.0f32).sqrt() * spread * (1.0 - ball * 0.6);
                let (cx, cy) = (
                    centre.0 + rx * (radius * angle.cos() + shift * toward),
                    centre.1 + ry * (radius * angle.sin() - shift),
                );
                let r = rx.min(ry) * ball * dice.range(0.8, 1.4);
                ellipse(cx, cy, r, r * 0.9)
            })
            .collect();
        let paths: Vec<&[Point]> = balls.iter().map(Vec::as_slice).collect();
        let base = light.on(shade(leaf, tone));
        canvas.fill_with(&paths, if layer == 0 { 1.0 } else { 0.75 }, |x, y| {
            let leaves = clouds(x / rx * 7.0, y / rx * 7.0, seed, 3);
            shade(base, 0.66 + 0.68 * leaves)
        });
    }
}

/// Tien Shan spruce: narrow, in tiers.
fn spruce(canvas: &mut Canvas, light: &Light, foot: Point, size: f32, season: Season, dice: &mut Dice) {
    let green = light.on(hex(dice.pick(&[0x2f5d4a, 0x36684c, 0x2a5347])));
    let white = light.on(hex(0xf2f5f7));
    let (x, y) = foot;
    for tier in 0..7 {
        let t = tier as f32 / 7.0;
        let (low, high) = (y - size * (0.1 + 0.8 * t), y - size * (0.36 + 0.7 * t).min(1.0));
        let half = size * 0.2 * (1.0 - t * 0.86);
        let path = [
            (x - half, low),
            (x - half * 0.5, low - size * 0.015),
            (x, low + size * 0.012),
            (x + half * 0.5, low - size * 0.015),
            (x + half, low),
            (x, high),
        ];
        fill_lit(canvas, &path, shade(green, 0.86 + 0.25 * t), light.sun_at.0);
        if season == Season::Winter {
            canvas.fill_with(
                &[&[(x - half * 0.55, low - size * 0.06), (x + half * 0.3, low - size * 0.09), (x, high)]],
                0.75,
                |_, _| white,
            );
        }
    }
}

/// Blades of grass along the lower edge and wherever the foreground is bare.
pub fn grass(canvas: &mut Canvas, light: &Light, top: f32, colour: Rgb, count: usize, dice: &mut Dice) {
    let aspect = canvas.aspect();
    for index in 0..count {
        let depth = (index as f32 / count as f32).sqrt();
        let y = top + (1.04 - top) * depth;
        let x = dice.range(-0.02, aspect + 0.02);
        let length = dice.range(0.4, 1.0) * (0.006 + 0.045 * smooth(0.1, 1.0, depth));
        let bend = dice.range(-0.5, 0.5) * length;
        let tone = light.on(shade(colour, dice.range(0.6, 1.3)));
        let width = length * 0.07;
        canvas.fill_with(&[&[(x - width, y), (x + bend, y - length), (x + width, y)]], 0.85, |_, at| {
            mix(shade(tone, 0.7), tone, (y - at) / length.max(1e-4))
        });
    }
}

/// Reeds at a bank.
pub fn reeds(canvas: &mut Canvas, light: &Light, foot: Point, size: f32, count: usize, dice: &mut Dice) {
    for _ in 0..count {
        let x = foot.0 + dice.range(-0.5, 0.5) * size;
        let y = foot.1 + dice.range(-0.03, 0.05) * size;
        let (length, bend) = (dice.range(0.5, 1.0) * size, dice.range(-0.12, 0.12) * size);
        let colour = light.on(hex(dice.pick(&[0x6f7f45, 0x8a8f4c, 0xa39a58, 0x5d7042])));
        canvas.fill(&stroke((x, y), (x + bend, y - length), size * 0.011, size * 0.004), colour);
        if dice.below(3) == 0 {
            let tip = (x + bend, y - length);
            canvas.fill(&stroke(tip, (tip.0, tip.1 - size * 0.1), size * 0.018, size * 0.014), light.on(hex(0x6b4a2e)));
        }
    }
}
