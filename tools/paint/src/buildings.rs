//! What people built: blocks of flats, a school, a shelter, a mausoleum, a yurt, fences and paths.

use super::canvas::{Canvas, Point, Rgb, hex, mix, shade};
use super::land::Light;
use super::noise::Dice;
use super::shapes::{ellipse, fill_lit, rectangle, stroke};

/// A block of flats with rows of windows; `foot` is its lower left corner.
pub fn block(canvas: &mut Canvas, light: &Light, foot: Point, width: f32, floors: usize, floor: f32, dice: &mut Dice) {
    let wall = light.on(hex(dice.pick(&[0xd8cbb5, 0xc9c4bb, 0xe0d6c4, 0xb9c4c6, 0xcfa98d, 0xdfdcd4])));
    let height = floors as f32 * floor + floor * 0.6;
    let (x, y) = (foot.0, foot.1 - height);
    fill_lit(canvas, &rectangle(x, y, width, height), wall, light.sun_at.0);
    canvas.fill(&rectangle(x - floor * 0.1, y - floor * 0.12, width + floor * 0.2, floor * 0.2), shade(wall, 0.72));
    let columns = (width / (floor * 0.95)).max(2.0) as usize;
    let step = width / columns as f32;
    let balcony = dice.below(3);
    for row in 0..floors {
        for column in 0..columns {
            let (wx, wy) = (x + step * (column as f32 + 0.24), y + floor * (row as f32 + 0.35));
            let glass = match dice.below(9) {
                0 => hex(0xf6d58a),
                1..=3 => mix(light.zenith, hex(0xffffff), 0.35),
                _ => shade(mix(light.zenith, hex(0x39434f), 0.62), dice.range(0.8, 1.1)),
            };
            canvas.fill(&rectangle(wx - step * 0.03, wy - step * 0.03, step * 0.58, floor * 0.6), shade(wall, 1.12));
            canvas.fill(&rectangle(wx, wy, step * 0.52, floor * 0.52), light.on(glass));
            canvas.fill(&rectangle(wx + step * 0.24, wy, step * 0.035, floor * 0.52), shade(wall, 1.1));
            if column % 3 == balcony {
                fill_lit(
                    canvas,
                    &rectangle(wx - step * 0.14, wy + floor * 0.34, step * 0.8, floor * 0.26),
                    shade(wall, 0.86),
                    light.sun_at.0,
                );
            }
        }
    }
    canvas.fill(&rectangle(x + width * 0.46, foot.1 - floor * 0.7, step * 0.55, floor * 0.7), light.on(hex(0x5a4a40)));
}

/// A school: a long house of two or three floors with an entrance and a flag.
pub fn school(canvas: &mut Canvas, light: &Light, foot: Point, width: f32, dice: &mut Dice) {
    let wall = light.on(hex(dice.pick(&[0xe6c891, 0xdfae8c, 0xcfd8c6, 0xe9dcc0])));
    let floor = width * 0.105;
    let (x, y) = (foot.0, foot.1 - floor * 3.3);
    fill_lit(canvas, &rectangle(x, y, width, floor * 3.3), wall, light.sun_at.0);
    canvas.fill(&rectangle(x - width * 0.01, y - floor * 0.16, width * 1.02, floor * 0.22), light.on(hex(0x8a5a48)));
    canvas.fill(&rectangle(x, foot.1 - floor * 0.3, width, floor * 0.3), shade(wall, 0.62));
    for row in 0..3 {
        for column in 0..11 {
            let (wx, wy) = (x + width * (0.022 + column as f32 * 0.088), y + floor * (0.3 + row as f32));
            canvas.fill(&rectangle(wx - width * 0.004, wy - width * 0.004, width * 0.064, floor * 0.62), hex(0xf7f4ec));
            let glass = shade(mix(light.zenith, hex(0x46545f), 0.5), dice.range(0.85, 1.15));
            canvas.fill_with(&[&rectangle(wx, wy, width * 0.056, floor * 0.55)], 1.0, |_, at| {
                mix(mix(glass, hex(0xffffff), 0.3), glass, (at - wy) / (floor * 0.55))
            });
            canvas.fill(&rectangle(wx + width * 0.026, wy, width * 0.004, floor * 0.55), hex(0xf7f4ec));
        }
    }
    let door = x + width * 0.44;
    fill_lit(
        canvas,
        &rectangle(door - width * 0.02, foot.1 - floor * 1.35, width * 0.16, floor * 1.35),
        shade(wall, 1.08),
        light.sun_at.0,
    );
    canvas.fill(
        &rectangle(door + width * 0.02, foot.1 - floor * 0.95, width * 0.08, floor * 0.95),
        light.on(hex(0x3f5a66)),
    );
    canvas.fill(
        &rectangle(door - width * 0.035, foot.1 - floor * 1.45, width * 0.19, floor * 0.13),
        light.on(hex(0x6b4c40)),
    );
    canvas.fill(
        &rectangle(door - width * 0.03, foot.1 - floor * 0.08, width * 0.18, floor * 0.09),
        light.on(hex(0x9a9a96)),
    );
    let mast = (x + width * 0.3, foot.1 + floor * 0.25);
    canvas.fill(&stroke(mast, (mast.0, mast.1 - floor * 3.0), width * 0.004, width * 0.003), hex(0xd0d4d6));
    let flag = rectangle(mast.0, mast.1 - floor * 3.0, width * 0.1, floor * 0.55);
    fill_lit(canvas, &flag, light.on(hex(0x00afca)), light.sun_at.0);
    canvas.fill(&ellipse(mast.0 + width * 0.05, mast.1 - floor * 2.72, width * 0.016, width * 0.016), hex(0xfec50c));
}

/// A kennel with a pitched roof.
pub fn kennel(canvas: &mut Canvas, light: &Light, foot: Point, size: f32, dice: &mut Dice) {
    let wood = light.on(hex(dice.pick(&[0xb98a55, 0xa8784a, 0xc79d68])));
    let (x, y) = foot;
    fill_lit(canvas, &rectangle(x, y - size * 0.6, size, size * 0.6), wood, light.sun_at.0);
    for plank in 1..5 {
        canvas.fill(&rectangle(x, y - size * 0.12 * plank as f32, size, size * 0.008), shade(wood, 0.65));
    }
    let roof = light.on(hex(dice.pick(&[0x7a3f35, 0x4c6272, 0x5f6b4c])));
    fill_lit(
        canvas,
        &[(x - size * 0.12, y - size * 0.56), (x + size * 0.5, y - size * 0.98), (x + size * 1.12, y - size * 0.56)],
        roof,
        light.sun_at.0,
    );
    let door = [
        rectangle(x + size * 0.32, y - size * 0.3, size * 0.36, size * 0.3),
        ellipse(x + size * 0.5, y - size * 0.3, size * 0.18, size * 0.16),
    ];
    canvas.fill(&door[0], hex(0x2a211b));
    canvas.fill(&door[1], hex(0x2a211b));
}

/// A wire fence across the picture.
pub fn fence(canvas: &mut Canvas, light: &Light, foot: f32, height: f32) {
    let (post, wire) = (light.on(hex(0x6f7a7a)), light.on(hex(0x98a3a3)));
    let aspect = canvas.aspect();
    let count = (aspect / (height * 0.9)) as usize + 1;
    for index in 0..=count {
        let x = index as f32 * height * 0.9;
        fill_lit(canvas, &rectangle(x, foot - height, height * 0.035, height), post, light.sun_at.0);
    }
    for row in 0..4 {
        let y = foot - height * (0.12 + 0.27 * row as f32);
        canvas.fill_with(&[&rectangle(0.0, y, aspect, height * 0.011)], 0.8, |_, _| wire);
    }
}

/// The mausoleum of Khoja Ahmed Yasawi in Turkistan, from the south.
pub fn mausoleum(canvas: &mut Canvas, light: &Light, foot: Point, size: f32) {
    let brick = light.on(hex(0xc9a571));
    let tile = light.on(hex(0x3aa0b5));
    let sun = light.sun_at.0;
    let (x, y) = foot;
    let dome = |canvas: &mut Canvas, cx: f32, base: f32, r: f32| {
        fill_lit(canvas, &rectangle(cx - r * 0.92, base - r * 0.5, r * 1.84, r * 0.55), shade(tile, 0.9), sun);
        let path: Vec<Point> = (0..=40)
            .map(|s| s as f32 / 40.0 * std::f32::consts::PI)
            .map(|a| (cx - r * a.cos(), base - r * 0.45 - r * 1.12 * a.sin().max(0.0).powf(0.82)))
            .collect();
        fill_lit(canvas, &path, tile, sun);
        canvas.fill(&stroke((cx, base - r * 1.5), (cx, base - r * 1.85), r * 0.03, r * 0.015), light.on(hex(0xd8b04c)));
    };
    dome(canvas, x + size * 0.62, y - size * 0.62, size * 0.24);
    fill_lit(canvas, &rectangle(x - size * 0.55, y - size * 0.62, size * 1.5, size * 0.62), brick, sun);
    dome(canvas, x + size * 0.84, y - size * 0.5, size * 0.13);
    // The portal: two towers and a deep arch.
    fill_lit(canvas, &rectangle(x - size * 0.42, y - size * 0.95, size * 0.84, size * 0.95), shade(brick, 1.06), sun);
    for side in [-1.0, 1.0] {
        fill_lit(
            canvas,
            &stroke((x + side * size * 0.46, y), (x + side * size * 0.45, y - size * 0.92), size * 0.075, size * 0.06),
            brick,
            sun,
        );
    }
    let arch: Vec<Point> = (0..=30)
        .map(|s| s as f32 / 30.0)
        .map(|t| (x - size * 0.26 + size * 0.52 * t, y - size * (0.5 + 0.3 * (1.0 - (2.0 * t - 1.0).abs().powf(1.6)))))
        .chain([(x + size * 0.26, y), (x - size * 0.26, y)])
        .collect();
    canvas.fill_with(&[&arch], 1.0, |_, at| mix(shade(brick, 0.34), shade(brick, 0.6), (y - at) / (size * 0.8)));
    for row in 0..3 {
        let band = y - size * (0.93 - row as f32 * 0.035);
        canvas.fill(
            &rectangle(x - size * 0.4, band, size * 0.8, size * 0.012),
            if row == 1 { tile } else { shade(brick, 0.8) },
        );
    }
}

/// A felt yurt.
pub fn yurt(canvas: &mut Canvas, light: &Light, foot: Point, size: f32) {
    let felt = light.on(hex(0xece6d8));
    let (x, y) = foot;
    let sun = light.sun_at.0;
    let roof: Vec<Point> = (0..=24)
        .map(|s| s as f32 / 24.0 * std::f32::consts::PI)
        .map(|a| (x - size * 0.56 * a.cos(), y - size * 0.4 - size * 0.36 * a.sin().max(0.0).powf(1.25)))
        .collect();
    fill_lit(canvas, &rectangle(x - size * 0.54, y - size * 0.42, size * 1.08, size * 0.42), felt, sun);
    fill_lit(canvas, &roof, shade(felt, 0.95), sun);
    let band: Rgb = light.on(hex(0xa63d3a));
    canvas.fill(&rectangle(x - size * 0.54, y - size * 0.43, size * 1.08, size * 0.045), band);
    canvas.fill(&ellipse(x, y - size * 0.76, size * 0.1, size * 0.03), light.on(hex(0x7a5a3c)));
    fill_lit(
        canvas,
        &rectangle(x - size * 0.1, y - size * 0.36, size * 0.2, size * 0.36),
        light.on(hex(0x8a4b2f)),
        sun,
    );
}

/// Baiterek, the tower of Astana.
pub fn baiterek(canvas: &mut Canvas, light: &Light, foot: Point, size: f32) {
    let (x, y) = foot;
    let metal = light.on(hex(0xdfe4e8));
    for side in [-1.0f32, -0.4, 0.4, 1.0] {
        canvas.fill(
            &stroke(
                (x + side * size * 0.06, y),
                (x + side * size * 0.025, y - size * 0.62),
                size * 0.008,
                size * 0.007,
            ),
            metal,
        );
        canvas.fill(
            &stroke(
                (x + side * size * 0.025, y - size * 0.6),
                (x + side * size * 0.13, y - size * 0.9),
                size * 0.007,
                size * 0.006,
            ),
            metal,
        );
    }
    canvas.fill(&stroke((x, y), (x, y - size * 0.7), size * 0.016, size * 0.012), shade(metal, 0.8));
    fill_lit(canvas, &ellipse(x, y - size * 0.84, size * 0.105, size * 0.105), light.on(hex(0xe0b84c)), light.sun_at.0);
    canvas
        .fill_with(&[&ellipse(x - size * 0.03, y - size * 0.88, size * 0.035, size * 0.03)], 0.5, |_, _| hex(0xfff6d8));
}

/// A path that runs from the lower edge to the horizon.
pub fn path(canvas: &mut Canvas, light: &Light, horizon: f32, at_bottom: f32, at_top: f32, width: f32, colour: Rgb) {
    let curve = |t: f32, side: f32| {
        let x = at_bottom + (at_top - at_bottom) * t + 0.1 * (t * 5.0).sin() * (1.0 - t);
        (x + side * width * (1.0 - t).powf(1.6) + side * 0.004, 1.02 + (horizon - 1.02) * (1.0 - (1.0 - t).powi(2)))
    };
    let outline: Vec<Point> = (0..=40)
        .map(|s| curve(s as f32 / 40.0, -1.0))
        .chain((0..=40).rev().map(|s| curve(s as f32 / 40.0, 1.0)))
        .collect();
    let lit = light.on(colour);
    canvas.fill_with(&[&outline], 0.93, |x, y| {
        let grain = super::noise::clouds(x * 60.0, y * 130.0, 77, 2);
        mix(shade(lit, 0.84 + grain * 0.3), light.horizon, 0.3 * ((1.0 - y) / (1.0 - horizon)).powi(2))
    });
}
