//! Land and water: planting, cleaning, keeping the steppe.

use super::{LEAVES, alatau, grass_of, group, rubbish_bags, tree_line};
use crate::buildings::yurt;
use crate::canvas::{Canvas, hex, shade};
use crate::land::{Light, ground, hills, sky, water};
use crate::noise::Dice;
use crate::people::{Pose, horse};
use crate::shapes::ellipse;
use crate::trees::{Season, Tree, grass, reeds, tree};

pub fn planting(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.42, 0.55);
    let season = dice.pick(&[Season::Spring, Season::Spring, Season::Autumn]);
    let (near, far) = grass_of(season);
    sky(canvas, light, horizon, seed);
    alatau(canvas, light, horizon, seed, dice);
    hills(canvas, light, horizon + 0.01, 0.03, far, 0.3, seed);
    ground(canvas, light, horizon, shade(near, 0.95), far, seed);
    let vanish = dice.range(0.3, 1.0);
    let rows = 5;
    for step in (1..=8).rev() {
        let depth = 1.0 / (step as f32 * 0.62);
        let y = horizon + (1.0 - horizon) * (depth * 0.62).min(1.15);
        for row in 0..rows {
            let x = vanish + (row as f32 - 1.7 - 0.9 * (vanish - 0.66)) * 0.42 * depth;
            canvas.fill_with(&[&ellipse(x, y, 0.05 * depth, 0.014 * depth)], 0.9, |_, _| light.on(hex(0x5b4230)));
            tree(canvas, light, (x, y), 0.22 * depth, Tree::Sapling, season, dice);
        }
    }
    grass(canvas, light, horizon + 0.08, near, 700, dice);
    let count = 3 + dice.below(3);
    group(canvas, light, horizon, count, 0.32, &[Pose::Dig, Pose::Dig, Pose::Bend, Pose::Stand, Pose::CarryBox], dice);
}

pub fn river(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.42, 0.5);
    let season = dice.pick(&LEAVES);
    sky(canvas, light, horizon, seed);
    hills(canvas, light, horizon, 0.07, hex(0x7f8f6a), 0.45, seed);
    hills(canvas, light, horizon + 0.015, 0.03, hex(0x71875a), 0.2, seed + 8);
    tree_line(canvas, light, horizon + 0.02, 0.17, &[Tree::Round, Tree::Poplar, Tree::Birch], season, dice);
    water(canvas, light, horizon + 0.02, 0.76, hex(0x3f6f86), seed);
    let left = dice.below(2) == 0;
    let flip = |x: f32| if left { x } else { 1.333 - x };
    let bank: Vec<(f32, f32)> =
        [(-0.1, 0.62), (0.2, 0.645), (0.5, 0.69), (0.8, 0.725), (1.1, 0.75), (1.45, 0.755), (1.45, 1.05), (-0.1, 1.05)]
            .into_iter()
            .map(|(x, y)| (flip(x), y))
            .collect();
    let (near, _) = grass_of(season);
    canvas.fill_with(&[&bank], 1.0, |x, y| {
        let texture = crate::noise::clouds(x * 22.0, y * 50.0, seed + 2, 3);
        light.on(shade(near, 0.7 + texture * 0.45))
    });
    for x in [0.03, 0.16, 0.9, 1.18] {
        reeds(canvas, light, (flip(x), 0.68 + 0.07 * x), dice.range(0.16, 0.26), 16, dice);
    }
    grass(canvas, light, 0.75, near, 700, dice);
    let count = 3 + dice.below(3);
    group(canvas, light, 0.68, count, 0.33, &[Pose::Bend, Pose::CarryBag, Pose::Bend, Pose::WithStick], dice);
    rubbish_bags(canvas, light, (flip(dice.range(0.3, 0.8)) - 0.1, 0.95), 0.12, 3, dice);
}

pub fn sea(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.36, 0.44);
    sky(canvas, light, horizon, seed);
    water(canvas, light, horizon, 0.74, hex(0x2f7f96), seed);
    let left = dice.below(2) == 0;
    let flip = |x: f32| if left { x } else { 1.333 - x };
    // The chalk cliffs of Mangystau.
    let cliff: Vec<(f32, f32)> = [
        (-0.1, horizon - 0.2),
        (0.12, horizon - 0.18),
        (0.2, horizon - 0.13),
        (0.34, horizon - 0.11),
        (0.4, horizon - 0.03),
        (0.52, horizon + 0.01),
        (0.56, horizon + 0.06),
        (-0.1, horizon + 0.14),
    ]
    .into_iter()
    .map(|(x, y)| (flip(x), y))
    .collect();
    canvas.fill_with(&[&cliff], 1.0, |x, y| {
        let layers = crate::noise::noise(x * 3.0, y * 70.0, seed + 6);
        light.on(shade(hex(0xd9c3a0), 0.76 + 0.34 * layers))
    });
    let shore: Vec<(f32, f32)> =
        [(-0.1, 0.56), (0.25, 0.6), (0.6, 0.665), (1.0, 0.71), (1.45, 0.725), (1.45, 1.05), (-0.1, 1.05)]
            .into_iter()
            .map(|(x, y)| (flip(x), y))
            .collect();
    let foam: Vec<(f32, f32)> = shore.iter().map(|p| (p.0, p.1 - 0.012)).collect();
    canvas.fill_with(&[&foam], 0.8, |_, _| hex(0xf3f7f7));
    canvas.fill_with(&[&shore], 1.0, |x, y| {
        let texture = crate::noise::clouds(x * 30.0, y * 70.0, seed + 2, 3);
        light.on(shade(hex(0xdcc79c), 0.8 + texture * 0.28))
    });
    let count = 3 + dice.below(3);
    group(canvas, light, 0.66, count, 0.33, &[Pose::Bend, Pose::CarryBag, Pose::Stand, Pose::Bend], dice);
    rubbish_bags(canvas, light, (dice.range(0.2, 0.9), 0.94), 0.12, 3, dice);
}

pub fn steppe(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.5, 0.6);
    sky(canvas, light, horizon, seed);
    hills(canvas, light, horizon + 0.01, 0.07, hex(0xa39a6a), 0.5, seed);
    ground(canvas, light, horizon, hex(0xb8a45c), hex(0xc9b877), seed);
    let place = dice.range(0.3, 1.0);
    yurt(canvas, light, (place, horizon + 0.13), dice.range(0.3, 0.36));
    yurt(canvas, light, (place + 0.34, horizon + 0.08), 0.2);
    for _ in 0..3 {
        horse(
            canvas,
            light,
            (dice.range(0.0, 1.3), horizon + dice.range(0.06, 0.16)),
            dice.range(0.1, 0.15),
            if dice.below(2) == 0 { 1.0 } else { -1.0 },
            dice,
        );
    }
    grass(canvas, light, horizon + 0.05, hex(0xb09a4c), 1200, dice);
    let count = 3 + dice.below(3);
    group(canvas, light, horizon + 0.06, count, 0.32, &[Pose::Stand, Pose::Wave, Pose::CarryBox, Pose::Stand], dice);
}
