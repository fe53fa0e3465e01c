//! What is done to pixels before they are shown: upright, on white, scaled down; and encoded
//! anew, which leaves all metadata behind.

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageResult, RgbImage};

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

/// Scales down so that the long side is at most `side`; never up.
pub fn shrink(picture: RgbImage, side: u32) -> RgbImage {
    let (width, height) = picture.dimensions();
    let long = width.max(height);
    if long <= side {
        return picture;
    }
    let scaled = |length: u32, side: u32| ((u64::from(length) * u64::from(side) / u64::from(long)) as u32).max(1);
    // The good filter works in floating point: for very large photos halve roughly first, so
    // that memory stays bounded.
    if long > side * 4 {
        let rough = image::imageops::thumbnail(&picture, scaled(width, side * 2), scaled(height, side * 2));
        return shrink(rough, side);
    }
    image::imageops::resize(&picture, scaled(width, side), scaled(height, side), FilterType::CatmullRom)
}

/// Turned as the camera was held (EXIF orientation, 1 to 8).
pub fn upright(picture: RgbImage, orientation: Option<u8>) -> RgbImage {
    match orientation.and_then(Orientation::from_exif) {
        None | Some(Orientation::NoTransforms) => picture,
        Some(orientation) => {
            let mut picture = DynamicImage::ImageRgb8(picture);
            picture.apply_orientation(orientation);
            picture.into_rgb8()
        }
    }
}

/// The middle, as high as wide or the other way round.
pub fn square(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let side = width.min(height);
    image::imageops::crop_imm(picture, (width - side) / 2, (height - side) / 2, side, side).to_image()
}

/// # Errors
/// Only when the encoder fails.
pub fn encode_jpeg(picture: &RgbImage, quality: u8) -> ImageResult<Bytes> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality).encode_image(picture)?;
    Ok(out.into())
}
