//! A canvas with exact anti-aliasing: shapes are rasterised by accumulating signed areas, as
//! font-rs does (Raph Levien, 2016). Coordinates are in picture heights: y from 0 (top) to 1,
//! x from 0 to the aspect ratio.

/// A colour, each channel 0 to 1.
pub type Rgb = [f32; 3];
/// A point in picture heights.
pub type Point = (f32, f32);

pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Rgb>,
}

/// Linear mix of two colours, `t` clamped to 0…1.
pub fn mix(a: Rgb, b: Rgb, t: f32) -> Rgb {
    let t = t.clamp(0.0, 1.0);
    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
}

/// Makes a colour darker (below 1) or lighter (above 1).
pub fn shade(a: Rgb, factor: f32) -> Rgb {
    a.map(|channel| (channel * factor).min(1.0))
}

/// From `0xRRGGBB`.
pub const fn hex(rgb: u32) -> Rgb {
    [((rgb >> 16) & 255) as f32 / 255.0, ((rgb >> 8) & 255) as f32 / 255.0, (rgb & 255) as f32 / 255.0]
}

/// 0 below `from`, 1 above `to`, smooth between.
pub fn smooth(from: f32, to: f32, value: f32) -> f32 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

impl Canvas {
    pub fn new(width: u32, height: u32) -> Self {
        let (width, height) = (width as usize, height as usize);
        Canvas { width, height, pixels: vec![[0.0; 3]; width * height] }
    }

    /// Width in picture heights.
    pub fn aspect(&self) -> f32 {
        self.width as f32 / self.height as f32
    }

    /// Recolours every pixel from `top` to `bottom`: position and old colour in, new colour out.
    pub fn each(&mut self, top: f32, bottom: f32, paint: impl Fn(f32, f32, Rgb) -> Rgb) {
        let unit = 1.0 / self.height as f32;
        let first = (top.max(0.0) * self.height as f32) as usize;
        let last = ((bottom * self.height as f32) as usize).min(self.height);
        for row in first..last {
            let y = (row as f32 + 0.5) * unit;
            for column in 0..self.width {
                let pixel = &mut self.pixels[row * self.width + column];
                *pixel = paint((column as f32 + 0.5) * unit, y, *pixel);
            }
        }
    }

    /// The colour at a point; the nearest edge beyond the canvas.
    pub fn at(&self, x: f32, y: f32) -> Rgb {
        let column = ((x * self.height as f32).max(0.0) as usize).min(self.width - 1);
        let row = ((y * self.height as f32).max(0.0) as usize).min(self.height - 1);
        self.pixels[row * self.width + column]
    }

    /// Fills a closed path with one colour.
    pub fn fill(&mut self, path: &[Point], colour: Rgb) {
        self.fill_with(&[path], 1.0, |_, _| colour);
    }

    /// Fills the union of closed paths that turn the same way, colour by position.
    pub fn fill_with(&mut self, paths: &[&[Point]], alpha: f32, paint: impl Fn(f32, f32) -> Rgb) {
        let scale = self.height as f32;
        let points = || paths.iter().flat_map(|path| path.iter());
        let limit = |value: f32, most: usize| (value.max(0.0) as usize).min(most);
        let fold = |from: f32, pick: fn(f32, f32) -> f32, axis: fn(&Point) -> f32| points().map(axis).fold(from, pick);
        let left = limit((fold(f32::MAX, f32::min, |p| p.0) * scale).floor(), self.width);
        let right = limit((fold(f32::MIN, f32::max, |p| p.0) * scale).ceil(), self.width);
        let top = limit((fold(f32::MAX, f32::min, |p| p.1) * scale).floor(), self.height);
        let bottom = limit((fold(f32::MIN, f32::max, |p| p.1) * scale).ceil(), self.height);
        if left >= right || top >= bottom {
            return;
        }
        let mut area = Area::new(right - left, bottom - top);
        for path in paths {
            let place = |p: &Point| (p.0 * scale - left as f32, p.1 * scale - top as f32);
            for (index, from) in path.iter().enumerate() {
                area.line(place(from), place(&path[(index + 1) % path.len()]));
            }
        }
        for row in 0..area.height {
            let mut sum = 0.0;
            for column in 0..area.width {
                sum += area.cells[row * area.stride() + column];
                let cover = sum.abs().min(1.0) * alpha;
                if cover > 0.003 {
                    let (px, py) = (left + column, top + row);
                    let pixel = &mut self.pixels[py * self.width + px];
                    *pixel = mix(*pixel, paint((px as f32 + 0.5) / scale, (py as f32 + 0.5) / scale), cover);
                }
            }
        }
    }

    /// The picture as eight-bit RGB.
    pub fn into_rgb8(self) -> Vec<u8> {
        self.pixels.iter().flat_map(|p| p.map(|c| (c.clamp(0.0, 1.0) * 255.0 + 0.5) as u8)).collect()
    }
}

/// Signed coverage of a shape within its bounding box.
struct Area {
    width: usize,
    height: usize,
    cells: Vec<f32>,
}

impl Area {
    fn new(width: usize, height: usize) -> Self {
        Area { width, height, cells: vec![0.0; (width + 3) * height] }
    }

    fn stride(&self) -> usize {
        self.width + 3
    }

    fn line(&mut self, a: Point, b: Point) {
        if a.1 == b.1 {
            return;
        }
        let (direction, a, b) = if a.1 < b.1 { (1.0, a, b) } else { (-1.0, b, a) };
        let slope = (b.0 - a.0) / (b.1 - a.1);
        let most = self.width as f32;
        let first = a.1.max(0.0) as usize;
        let last = (b.1.ceil().max(0.0) as usize).min(self.height);
        for row in first..last {
            let upper = (row as f32).max(a.1);
            let lower = ((row + 1) as f32).min(b.1);
            let at = |y: f32| (a.0 + (y - a.1) * slope).clamp(0.0, most);
            self.span(row, at(upper), at(lower), (lower - upper) * direction);
        }
    }

    /// One row's piece of an edge: spreads its signed height over the cells it crosses.
    fn span(&mut self, row: usize, x_upper: f32, x_lower: f32, height: f32) {
        let (from, to) = if x_upper < x_lower { (x_upper, x_lower) } else { (x_lower, x_upper) };
        let first = from.floor() as usize;
        let last = to.ceil() as usize;
        let base = row * self.stride();
        let cells = &mut self.cells[base..base + self.width + 3];
        if last <= first + 1 {
            let part = (0.5 * (from + to) - first as f32) * height;
            cells[first] += height - part;
            cells[first + 1] += part;
            return;
        }
        // Each cell gets the difference of the covered area left of its edges.
        let rate = height / (to - from);
        let mut before = 0.0;
        for (cell, value) in cells.iter_mut().enumerate().take(last + 1).skip(first) {
            let start = (cell as f32).max(from);
            let end = ((cell + 1) as f32).min(to);
            let inside = if end > start {
                (end - start) * ((cell + 1) as f32 - 0.5 * (start + end)) + (start - from) * 1.0
            } else {
                to - from
            };
            let covered = rate * inside;
            *value += covered - before;
            before = covered;
        }
    }
}
