//! Sky, mountains, ground, water, and the light over all of it.

use super::canvas::{Canvas, Rgb, hex, mix, shade, smooth};
use super::noise::{Dice, clouds, noise, ridges, speck};

/// The hour and season of a scene.
#[derive(Clone, Copy)]
pub struct Light {
    pub zenith: Rgb,
    pub horizon: Rgb,
    pub sun: Rgb,
    /// Where the sun stands, in picture heights.
    pub sun_at: (f32, f32),
    /// What lies in the light is multiplied by this.
    pub warmth: Rgb,
    pub cloudiness: f32,
}

impl Light {
    /// One of five hours of the day, by the dice.
    pub fn roll(dice: &mut Dice) -> Light {
        let hours: [(u32, u32, u32, u32, Rgb, f32); 5] = [
            (0x3f7fc0, 0xc9e2ee, 0xfff6dc, 0, [1.0, 1.0, 1.0], 0.50),
            (0x5a9bd4, 0xe6ecdf, 0xfff0c8, 0, [1.03, 1.0, 0.95], 0.42),
            (0x4d6fa8, 0xf6c88f, 0xffe3a6, 1, [1.08, 0.98, 0.86], 0.46),
            (0x7fa3c0, 0xe9e3d6, 0xfffaf0, 0, [0.97, 0.98, 1.0], 0.62),
            (0x44598f, 0xf0a884, 0xffd9a0, 1, [1.06, 0.93, 0.86], 0.48),
        ];
        let (zenith, horizon, sun, low, warmth, cloudiness) = dice.pick(&hours);
        let height = if low == 1 { dice.range(0.26, 0.36) } else { dice.range(0.06, 0.16) };
        Light {
            zenith: hex(zenith),
            horizon: hex(horizon),
            sun: hex(sun),
            sun_at: (dice.range(0.1, 1.25), height),
            warmth,
            cloudiness: cloudiness + dice.range(-0.06, 0.06),
        }
    }

    /// A colour as it looks in this light.
    pub fn on(&self, colour: Rgb) -> Rgb {
        [
            (colour[0] * self.warmth[0]).min(1.0),
            (colour[1] * self.warmth[1]).min(1.0),
            (colour[2] * self.warmth[2]).min(1.0),
        ]
    }
}

/// Sky with sun glow and clouds down to the horizon.
pub fn sky(canvas: &mut Canvas, light: &Light, horizon: f32, seed: u32) {
    canvas.each(0.0, horizon + 0.02, |x, y, _| {
        let t = (y / horizon).clamp(0.0, 1.0);
        let base = mix(light.zenith, light.horizon, t.powf(1.25));
        let distance = ((x - light.sun_at.0).powi(2) + (y - light.sun_at.1).powi(2)).sqrt();
        let glow = (-distance * 3.2).exp() * 0.55;
        let stretched = clouds((x - 0.66) * (1.5 + 2.6 * t), (y + t * t * 0.5) * 7.0, seed, 5);
        let cloud = smooth(1.0 - light.cloudiness, 1.0 - light.cloudiness + 0.26, stretched) * smooth(1.0, 0.72, t);
        let cloud_colour =
            mix(mix(hex(0xffffff), light.horizon, 0.25), shade(light.zenith, 0.95), smooth(0.62, 0.9, stretched) * 0.5);
        let disc = smooth(0.042, 0.034, distance) * (1.0 - cloud * 0.6);
        mix(mix(mix(base, light.sun, disc), cloud_colour, cloud * 0.8), light.sun, glow)
    });
}

/// How a mountain range is drawn.
pub struct Range {
    /// Where its foot and its highest possible crest lie.
    pub foot: f32,
    pub crest: f32,
    pub rock: Rgb,
    pub snow: Rgb,
    /// 0 bare, 1 white nearly to the foot.
    pub snowiness: f32,
    /// 0 near and clear, 1 lost in the air.
    pub haze: f32,
    /// Features per picture height.
    pub detail: f32,
}

/// A mountain range lit from the side of the sun.
pub fn mountains(canvas: &mut Canvas, light: &Light, range: &Range, seed: u32) {
    let height = range.foot - range.crest;
    let crest_at = |x: f32| {
        let big = noise(x * range.detail * 0.55, 3.7, seed);
        let sharp = ridges(x * range.detail, 9.1, seed, 5);
        range.foot - height * (0.25 + 0.42 * big + 0.38 * sharp)
    };
    let path: Vec<_> = (0..=700)
        .map(|step| step as f32 / 700.0 * 1.5 - 0.05)
        .map(|x| (x, crest_at(x)))
        .chain([(1.5, range.foot + 0.05), (-0.1, range.foot + 0.05)])
        .collect();
    canvas.fill_with(&[&path], 1.0, |x, y| {
        let depth = (y - crest_at(x)).max(0.0);
        let side = if light.sun_at.0 < x { -1.0 } else { 1.0 };
        let (u, v) = (x * range.detail * 1.6 + depth * side * 2.2, y * range.detail * 1.1);
        let relief = ridges(u + 0.05 * side, v, seed + 5, 3) - ridges(u - 0.05 * side, v, seed + 5, 3);
        let lit = 0.84 + relief * 1.7;
        let line = range.crest + height * (0.25 + range.snowiness * 0.55);
        let snow = smooth(0.05, -0.05, y - line + (noise(x * 34.0, y * 30.0, seed + 9) - 0.5) * 0.09 - relief * 0.16);
        let ground = mix(range.rock, range.snow, snow * range.snowiness.min(1.0).powf(0.2));
        let lit_colour = shade(light.on(ground), lit.clamp(0.5, 1.15));
        let air = range.haze + (1.0 - range.haze) * 0.55 * smooth(range.crest, range.foot, y);
        mix(lit_colour, light.horizon, air)
    });
}

/// Soft rolling hills with a wavy upper edge.
pub fn hills(canvas: &mut Canvas, light: &Light, top: f32, swell: f32, colour: Rgb, haze: f32, seed: u32) {
    let edge = |x: f32| top - swell * (noise(x * 2.1, 1.3, seed) + 0.35 * noise(x * 6.0, 5.3, seed));
    let path: Vec<_> = (0..=240)
        .map(|s| s as f32 / 240.0 * 1.5 - 0.05)
        .map(|x| (x, edge(x)))
        .chain([(1.5, 1.05), (-0.1, 1.05)])
        .collect();
    canvas.fill_with(&[&path], 1.0, |x, y| {
        let patch = clouds(x * 9.0, y * 26.0, seed + 3, 3);
        mix(light.on(shade(colour, 0.82 + patch * 0.36)), light.horizon, haze)
    });
}

/// Ground in perspective from the horizon to the bottom: near and far colour, texture.
pub fn ground(canvas: &mut Canvas, light: &Light, horizon: f32, near: Rgb, far: Rgb, seed: u32) {
    canvas.each(horizon, 1.0, |x, y, _| {
        let depth = ((y - horizon) / (1.0 - horizon)).max(0.004);
        let scale = 1.0 / (depth + 0.06);
        let coarse = clouds((x - 0.66) * scale * 2.4, scale * 3.0, seed, 3);
        let fine = noise((x - 0.66) * scale * 26.0, scale * 60.0, seed + 1);
        let colour = mix(far, near, depth.powf(0.7));
        let lit = 0.78 + coarse * 0.34 + (fine - 0.5) * 0.14 * smooth(0.02, 0.3, depth);
        mix(light.on(shade(colour, lit)), light.horizon, 0.35 * (1.0 - depth).powi(6))
    });
}

/// Water from `top` to `bottom`: mirrors what is painted above `top`, with waves and glints.
pub fn water(canvas: &mut Canvas, light: &Light, top: f32, bottom: f32, deep: Rgb, seed: u32) {
    // What is mirrored is read from a copy of the rows above, at a coarse step: water blurs.
    let step = 0.0025;
    let columns = (canvas.aspect() / step) as usize + 2;
    let rows = (top / step) as usize + 2;
    let above: Vec<Rgb> = (0..rows)
        .flat_map(|r| (0..columns).map(move |c| (r, c)))
        .map(|(r, c)| canvas.at(c as f32 * step, r as f32 * step))
        .collect();
    canvas.each(top, bottom, |x, y, _| {
        let depth = (y - top) / (bottom - top);
        let wave = (noise(x * 14.0 / (0.25 + depth), y * 95.0 / (0.3 + depth), seed) - 0.5) * (0.012 + 0.05 * depth);
        let (mx, my) = ((x + wave).max(0.0), (top - (y - top) * 0.9 + wave * 1.6).clamp(0.0, top - 0.001));
        let (column, row) = (((mx / step) as usize).min(columns - 1), ((my / step) as usize).min(rows - 1));
        let mirrored = above[row * columns + column];
        let glint = smooth(0.74, 0.86, noise(x * 40.0 / (0.3 + depth), y * 170.0 / (0.3 + depth), seed + 4))
            * smooth(0.34, 0.0, (x - light.sun_at.0).abs());
        let base = mix(mirrored, light.on(deep), 0.26 + 0.42 * depth);
        mix(shade(base, 0.93 + wave * 2.2), light.sun, glint * 0.65)
    });
}

/// The lens: darker corners, a breath of haze from the sun, fine grain.
pub fn develop(canvas: &mut Canvas, light: &Light, seed: u32) {
    let aspect = canvas.aspect();
    canvas.each(0.0, 1.0, |x, y, colour| {
        let (dx, dy) = (x / aspect - 0.5, y - 0.5);
        let vignette = 1.0 - 0.42 * (dx * dx + dy * dy) * 1.4;
        let distance = ((x - light.sun_at.0).powi(2) + (y - light.sun_at.1).powi(2)).sqrt();
        let flare = mix(colour, light.sun, 0.13 * (-distance * 2.1).exp());
        let grain = (speck(x, y, seed) - 0.5) * 0.03;
        // A gentle S-curve, as cameras apply it.
        flare.map(|c| {
            let c = (c * vignette + grain).clamp(0.0, 1.0);
            c * 0.72 + (c * c * (3.0 - 2.0 * c)) * 0.28
        })
    });
}
