//! Repeatable randomness: a small generator and smooth noise over the plane.

/// SplitMix64 (Steele, Lea, Flood, 2014): the same seed gives the same picture everywhere.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xB1B0_ADA7)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Evenly from `from` to `to`.
    pub fn range(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * ((self.next() >> 40) as f32 / (1u64 << 24) as f32)
    }

    /// 0 to `count - 1`.
    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

#[inline]
fn lattice(x: i32, y: i32, seed: u32) -> f32 {
    let mut h =
        (x as u32).wrapping_mul(0x85EB_CA6B) ^ (y as u32).wrapping_mul(0xC2B2_AE35) ^ seed.wrapping_mul(0x27D4_EB2F);
    h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
    h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    (h ^ (h >> 15)) as f32 / u32::MAX as f32
}

/// Smooth noise, 0 to 1, with features of size 1.
#[inline]
pub fn noise(x: f32, y: f32, seed: u32) -> f32 {
    let (fx, fy) = (x.floor(), y.floor());
    let (ix, iy) = (fx as i32, fy as i32);
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (tx, ty) = (ease(x - fx), ease(y - fy));
    let upper = lattice(ix, iy, seed) * (1.0 - tx) + lattice(ix + 1, iy, seed) * tx;
    let lower = lattice(ix, iy + 1, seed) * (1.0 - tx) + lattice(ix + 1, iy + 1, seed) * tx;
    upper * (1.0 - ty) + lower * ty
}

/// Several octaves of [`noise`], 0 to 1.
pub fn clouds(x: f32, y: f32, seed: u32, octaves: u32) -> f32 {
    let (mut sum, mut weight, mut total, mut size) = (0.0, 0.5, 0.0, 1.0);
    for octave in 0..octaves {
        sum += weight * noise(x * size, y * size, seed.wrapping_add(octave * 101));
        total += weight;
        weight *= 0.5;
        size *= 2.03;
    }
    sum / total
}

/// Ridged octaves, 0 to 1: sharp crests, as mountains have.
pub fn ridges(x: f32, y: f32, seed: u32, octaves: u32) -> f32 {
    let (mut sum, mut weight, mut total, mut size) = (0.0, 0.5, 0.0, 1.0);
    for octave in 0..octaves {
        let crest = 1.0 - (2.0 * noise(x * size, y * size, seed.wrapping_add(octave * 57)) - 1.0).abs();
        sum += weight * crest * crest;
        total += weight;
        weight *= 0.52;
        size *= 2.1;
    }
    sum / total
}

/// Rough noise, 0 to 1, another value for every pixel.
pub fn speck(x: f32, y: f32, seed: u32) -> f32 {
    lattice((x * 1000.0) as i32, (y * 1000.0) as i32, seed)
}
