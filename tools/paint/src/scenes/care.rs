//! Places that need hands: shelters, schools, old walls.

use super::{LEAVES, group, tree_line};
use crate::buildings::{fence, kennel, mausoleum, path, school};
use crate::canvas::{Canvas, hex};
use crate::land::{Light, ground, hills, sky};
use crate::noise::Dice;
use crate::people::{Pose, dog, person};
use crate::shapes::{ellipse, fill_lit};
use crate::trees::{Season, Tree, grass, tree};

pub fn shelter(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.48, 0.58);
    let season = dice.pick(&[Season::Summer, Season::Autumn]);
    sky(canvas, light, horizon, seed);
    hills(canvas, light, horizon + 0.01, 0.05, hex(0x8a9a6a), 0.35, seed);
    tree_line(canvas, light, horizon + 0.03, 0.22, &[Tree::Poplar, Tree::Round, Tree::Birch], season, dice);
    ground(canvas, light, horizon + 0.02, hex(0xb39a6e), hex(0xa9a873), seed);
    fence(canvas, light, horizon + 0.12, 0.17);
    let first = dice.range(0.02, 0.2);
    for index in 0..3 {
        kennel(
            canvas,
            light,
            (first + index as f32 * 0.4, horizon + 0.17 + dice.range(-0.01, 0.02)),
            dice.range(0.2, 0.25),
            dice,
        );
    }
    let walker = dice.range(0.3, 0.5);
    person(canvas, light, (walker, 0.88), 0.46, 1.0, dice.pick(&[Pose::Stand, Pose::CarryBox, Pose::Bend]), dice);
    for _ in 0..2 + dice.below(3) {
        let (x, y) = (walker + dice.range(0.16, 0.75), dice.range(0.76, 0.95));
        dog(canvas, light, (x, y), 0.075 + (y - 0.7) * 0.16, if dice.below(2) == 0 { 1.0 } else { -1.0 }, dice);
    }
    let bowl = (walker + 0.2, 0.93);
    fill_lit(canvas, &ellipse(bowl.0, bowl.1, 0.035, 0.016), light.on(hex(0x8fa6b5)), light.sun_at.0);
    grass(canvas, light, horizon + 0.2, hex(0x94935a), 260, dice);
}

pub fn school_yard(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.52, 0.6);
    let season = dice.pick(&LEAVES);
    sky(canvas, light, horizon, seed);
    tree_line(canvas, light, horizon + 0.01, 0.26, &[Tree::Poplar, Tree::Spruce, Tree::Round], season, dice);
    ground(canvas, light, horizon, hex(0xb9b2a6), hex(0xa9ab8e), seed);
    school(canvas, light, (dice.range(0.08, 0.3), horizon + 0.05), dice.range(0.88, 1.0), dice);
    path(canvas, light, horizon + 0.06, dice.range(0.4, 0.9), dice.range(0.6, 0.75), 0.24, hex(0xd2c8b6));
    for x in [dice.range(-0.02, 0.1), dice.range(1.2, 1.34)] {
        tree(
            canvas,
            light,
            (x, horizon + 0.2),
            dice.range(0.5, 0.62),
            dice.pick(&[Tree::Round, Tree::Birch]),
            season,
            dice,
        );
    }
    let count = 5 + dice.below(3);
    group(
        canvas,
        light,
        horizon + 0.04,
        count,
        0.24,
        &[Pose::Stand, Pose::Wave, Pose::CarryBox, Pose::Stand, Pose::Run],
        dice,
    );
}

pub fn heritage(canvas: &mut Canvas, light: &Light, seed: u32, dice: &mut Dice) {
    let horizon = dice.range(0.56, 0.62);
    sky(canvas, light, horizon, seed);
    hills(canvas, light, horizon + 0.01, 0.03, hex(0xb09a70), 0.5, seed);
    ground(canvas, light, horizon, hex(0xcdb48a), hex(0xc2b286), seed);
    let place = dice.range(0.4, 0.85);
    mausoleum(canvas, light, (place, horizon + 0.07), dice.range(0.46, 0.56));
    path(canvas, light, horizon + 0.07, dice.range(0.3, 1.0), place, 0.2, hex(0xdfcfae));
    for x in [0.04, 0.15, 1.2, 1.31] {
        tree(canvas, light, (x, horizon + 0.09), dice.range(0.2, 0.3), Tree::Poplar, Season::Summer, dice);
    }
    let count = 4 + dice.below(3);
    group(
        canvas,
        light,
        horizon + 0.07,
        count,
        0.28,
        &[Pose::Bend, Pose::Stand, Pose::WithStick, Pose::CarryBox, Pose::Bend],
        dice,
    );
}
