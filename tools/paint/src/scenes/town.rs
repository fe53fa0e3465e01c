//! Streets and yards: parks, courtyards, sport.

use super::{LEAVES, alatau, grass_of, group, rubbish_bags, tree_line};
use crate::buildings::{baiterek, block, path};
use crate::canvas::{Canvas, hex, shade};
use crate::land::{Light, ground, sky};
use crate::noise::Dice;
use crate::people::{Pose, person};
use crate::shapes::{ellipse, fill_lit, rectangle, shadow};
use crate::trees::{Season, Tree, grass, tree};

pub fn park(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.5, 0.62);
    let season = dice.pick(&LEAVES);
    let (near, far) = grass_of(season);
    sky(canvas, light, horizon, seed);
    alatau(canvas, light, horizon, seed, dice);
    tree_line(canvas, light, horizon + 0.015, 0.16, &[Tree::Round, Tree::Poplar, Tree::Birch], season, dice);
    ground(canvas, light, horizon, near, far, seed);
    tree_line(canvas, light, horizon + 0.02, 0.2, &[Tree::Round, Tree::Poplar], season, dice);
    let bottom = dice.range(0.3, 1.0);
    path(canvas, light, horizon + 0.02, bottom, dice.range(0.3, 1.0), 0.2, hex(0xcbb794));
    let side = if bottom > 0.66 { dice.range(0.05, 0.25) } else { dice.range(1.05, 1.25) };
    tree(canvas, light, (side, 0.86), dice.range(0.75, 0.95), dice.pick(&[Tree::Round, Tree::Birch]), season, dice);
    grass(canvas, light, horizon + 0.1, near, 900, dice);
    let count = 3 + dice.below(4);
    group(
        canvas,
        light,
        horizon,
        count,
        0.3,
        &[Pose::Bend, Pose::CarryBag, Pose::Stand, Pose::WithStick, Pose::Bend],
        dice,
    );
    rubbish_bags(canvas, light, (dice.range(0.2, 0.9), dice.range(0.86, 0.95)), 0.11, 2 + dice.below(3), dice);
}

pub fn stadium(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.46, 0.54);
    sky(canvas, light, horizon, seed);
    alatau(canvas, light, horizon, seed, dice);
    tree_line(canvas, light, horizon + 0.02, 0.14, &[Tree::Poplar, Tree::Spruce], Season::Summer, dice);
    ground(canvas, light, horizon + 0.01, hex(0x5f9a4d), hex(0x86a862), seed);
    let vanish = dice.range(-0.2, 1.5);
    let lane = |index: f32, y: f32| vanish + (index - vanish) * ((y - horizon) / (1.0 - horizon));
    let (first, step) = (dice.range(-0.3, 0.1), 0.24);
    let edge = |index: f32| first + step * index;
    let track = [
        (lane(edge(0.0), horizon + 0.03), horizon + 0.03),
        (lane(edge(6.0), horizon + 0.03), horizon + 0.03),
        (lane(edge(6.0), 1.05), 1.05),
        (lane(edge(0.0), 1.05), 1.05),
    ];
    canvas.fill_with(&[&track], 1.0, |x, y| {
        let grain = crate::noise::noise(x * 240.0, y * 240.0, seed);
        light.on(shade(hex(0xb8573f), 0.9 + 0.16 * grain))
    });
    for index in 0..=6 {
        let at = |y: f32, w: f32| lane(edge(index as f32) + w, y);
        let line = [
            (at(horizon + 0.03, -0.007), horizon + 0.03),
            (at(horizon + 0.03, 0.007), horizon + 0.03),
            (at(1.05, 0.007), 1.05),
            (at(1.05, -0.007), 1.05),
        ];
        canvas.fill_with(&[&line], 0.9, |_, _| hex(0xf6efe6));
    }
    let facing = if vanish > 0.66 { 1.0 } else { -1.0 };
    for index in 0..4 {
        let y = 0.7 + 0.08 * index as f32;
        let x = lane(edge(0.5 + dice.below(5) as f32), y).clamp(0.1, 1.25) + dice.range(-0.03, 0.03);
        person(
            canvas,
            light,
            (x, y),
            0.2 + (y - 0.6) * 0.5,
            facing,
            if index == 0 { Pose::Wave } else { Pose::Run },
            dice,
        );
    }
}

pub fn courtyard(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.54, 0.62);
    let season = dice.pick(&LEAVES);
    sky(canvas, light, horizon, seed);
    block(canvas, light, (dice.range(-0.1, 0.05), horizon + 0.02), dice.range(0.55, 0.7), 5, 0.078, dice);
    block(
        canvas,
        light,
        (dice.range(0.75, 0.85), horizon + 0.03),
        dice.range(0.55, 0.7),
        4 + dice.below(2),
        0.082,
        dice,
    );
    ground(canvas, light, horizon, hex(0x8f9a6c), hex(0xa7ab86), seed);
    path(canvas, light, horizon + 0.02, dice.range(0.5, 0.9), dice.range(0.6, 0.75), 0.26, hex(0xb9b3aa));
    for x in [dice.range(0.0, 0.15), dice.range(0.6, 0.75), dice.range(1.15, 1.3)] {
        tree(
            canvas,
            light,
            (x, horizon + dice.range(0.1, 0.17)),
            dice.range(0.42, 0.56),
            dice.pick(&[Tree::Round, Tree::Birch, Tree::Poplar]),
            season,
            dice,
        );
    }
    let bench = (dice.range(0.35, 0.7), 0.86);
    let wood = light.on(hex(0x8a5f3c));
    shadow(canvas, bench.0, bench.1, 0.24, 0.02, light.sun_at.0);
    for plank in 0..3 {
        fill_lit(
            canvas,
            &rectangle(bench.0 - 0.23, bench.1 - 0.225 + 0.035 * plank as f32, 0.46, 0.024),
            wood,
            light.sun_at.0,
        );
    }
    person(canvas, light, (bench.0 - 0.11, bench.1 + 0.005), 0.4, 1.0, Pose::Sit, dice);
    person(canvas, light, (bench.0 + 0.02, bench.1 + 0.005), 0.38, 1.0, Pose::Sit, dice);
    fill_lit(canvas, &rectangle(bench.0 - 0.24, bench.1 - 0.1, 0.48, 0.025), wood, light.sun_at.0);
    for side in [-0.21, 0.19] {
        canvas.fill(&rectangle(bench.0 + side, bench.1 - 0.1, 0.02, 0.1), hex(0x3a3f44));
    }
    person(
        canvas,
        light,
        (bench.0 + 0.36, bench.1 + 0.06),
        0.42,
        -1.0,
        dice.pick(&[Pose::CarryBox, Pose::Stand, Pose::CarryBag]),
        dice,
    );
    person(canvas, light, (bench.0 - 0.38, bench.1 + 0.03), 0.38, 1.0, Pose::WithStick, dice);
    grass(canvas, light, horizon + 0.2, hex(0x7f9258), 260, dice);
}

pub fn city(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.54, 0.6);
    let winter = dice.below(2) == 0;
    let season = if winter { Season::Winter } else { Season::Summer };
    sky(canvas, light, horizon, seed);
    let tower = dice.range(0.35, 1.0);
    for index in 0..7 {
        let x = -0.08 + index as f32 * 0.21 + dice.range(-0.03, 0.03);
        block(canvas, light, (x, horizon + 0.01), dice.range(0.1, 0.17), 6 + dice.below(9), 0.024, dice);
    }
    baiterek(canvas, light, (tower, horizon + 0.03), 0.52);
    let (near, far) = grass_of(season);
    ground(canvas, light, horizon, near, far, seed);
    path(
        canvas,
        light,
        horizon + 0.01,
        dice.range(0.4, 0.9),
        tower,
        0.3,
        if winter { hex(0xc9ced4) } else { hex(0xc4bcae) },
    );
    tree_line(canvas, light, horizon + 0.06, 0.14, &[Tree::Spruce, Tree::Birch], season, dice);
    let count = 4 + dice.below(2);
    group(
        canvas,
        light,
        horizon + 0.05,
        count,
        0.32,
        if winter {
            &[Pose::Dig, Pose::Dig, Pose::Stand]
        } else {
            &[Pose::Bend, Pose::CarryBox, Pose::Stand, Pose::Wave]
        },
        dice,
    );
    if winter {
        for _ in 0..320 {
            let (x, y) = (dice.range(0.0, 1.34), dice.range(0.0, 1.0));
            let r = dice.range(0.0012, 0.0042);
            canvas.fill_with(&[&ellipse(x, y, r, r)], 0.75, |_, _| hex(0xffffff));
        }
    }
}
