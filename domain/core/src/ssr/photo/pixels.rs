//! What is done to pixels before they are shown: upright, on white, scaled down; and encoded
//! anew, which leaves all metadata behind.

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageResult, RgbImage};

pub use crate::pixels::flatten;

/// Scales down so that the long side is at most `side`; never up.
pub fn shrink(picture: RgbImage, side: u32) -> RgbImage {
    crate::pixels::shrink(picture, side, side)
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
