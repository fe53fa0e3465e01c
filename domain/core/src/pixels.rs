//! What is done to pixels wherever a picture is shown or printed. Pure, and without anything of a
//! server: paper uses it too.

use image::imageops::FilterType;
use image::{DynamicImage, RgbImage};

/// Three channels of eight bits; what was transparent is white.
pub fn flatten(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue].map(|channel| ((channel * alpha + 255 * (255 - alpha)) / 255) as u8);
    }
    flat
}

/// Scales down, keeping the proportions, so that it is at most so wide and so high; never up.
pub fn shrink(picture: RgbImage, across: u32, down: u32) -> RgbImage {
    let (width, height) = picture.dimensions();
    let (to, from) = limit((width, height), (across.max(1), down.max(1)));
    if to >= from {
        return picture;
    }
    let scaled = |length: u32, times: u64| ((u64::from(length) * times * to / from) as u32).max(1);
    // The good filter works in floating point: very large pictures are made roughly twice the size first,
    // so that memory stays bounded.
    if to * 4 < from {
        let rough = image::imageops::thumbnail(&picture, scaled(width, 2), scaled(height, 2));
        drop(picture);
        return shrink(rough, across, down);
    }
    image::imageops::resize(&picture, scaled(width, 1), scaled(height, 1), FilterType::CatmullRom)
}

/// The side that has to shrink most, as `(wanted, given)`: whole numbers, so that it ends exactly there.
fn limit((width, height): (u32, u32), (across, down): (u32, u32)) -> (u64, u64) {
    let [width, height, across, down] = [width, height, across, down].map(u64::from);
    if across * height <= down * width { (across, width) } else { (down, height) }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, Rgba, RgbaImage};

    use super::*;

    #[test]
    fn what_was_transparent_is_white() {
        let picture =
            RgbaImage::from_fn(2, 1, |x, _| if x == 0 { Rgba([200, 0, 0, 0]) } else { Rgba([200, 0, 0, 255]) });
        let flat = flatten(DynamicImage::ImageRgba8(picture));
        assert_eq!((flat.get_pixel(0, 0), flat.get_pixel(1, 0)), (&Rgb([255, 255, 255]), &Rgb([200, 0, 0])));
    }

    #[test]
    fn a_picture_fits_the_box_and_is_never_blown_up() {
        for ((width, height), (across, down), expected) in [
            ((3000, 1500), (1600, 1600), (1600, 800)),
            ((1500, 3000), (1600, 1600), (800, 1600)),
            ((1500, 3000), (100, 1600), (100, 200)),
            ((30, 20), (512, 512), (30, 20)),
            ((512, 512), (512, 512), (512, 512)),
            ((5000, 1), (100, 100), (100, 1)),
            ((1, 5000), (0, 0), (1, 1)),
        ] {
            let made = shrink(RgbImage::new(width, height), across, down);
            assert_eq!(made.dimensions(), expected, "{width}×{height} in {across}×{down}");
        }
    }
}
