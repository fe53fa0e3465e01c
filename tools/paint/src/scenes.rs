//! Whole pictures: one function per kind of community work.

use super::buildings::{baiterek, block, fence, kennel, mausoleum, path, school, yurt};
use super::canvas::{Canvas, Rgb, hex, shade};
use super::land::{Light, Range, ground, hills, mountains, sky, water};
use super::noise::Dice;
use super::people::{Pose, dog, horse, person};
use super::shapes::{ellipse, fill_lit, rectangle, shadow, stroke};
use super::trees::{Season, Tree, grass, reeds, tree};

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
        let texture = super::noise::clouds(x * 22.0, y * 50.0, seed + 2, 3);
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
        let layers = super::noise::noise(x * 3.0, y * 70.0, seed + 6);
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
        let texture = super::noise::clouds(x * 30.0, y * 70.0, seed + 2, 3);
        light.on(shade(hex(0xdcc79c), 0.8 + texture * 0.28))
    });
    let count = 3 + dice.below(3);
    group(canvas, light, 0.66, count, 0.33, &[Pose::Bend, Pose::CarryBag, Pose::Stand, Pose::Bend], dice);
    rubbish_bags(canvas, light, (dice.range(0.2, 0.9), 0.94), 0.12, 3, dice);
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
        let grain = super::noise::noise(x * 240.0, y * 240.0, seed);
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
