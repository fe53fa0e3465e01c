//! Pictures as files. Here and not with their users, because the encoder's generic code is
//! compiled, and so optimised, where it is used.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageResult, RgbImage};

const QUALITY: u8 = 88;

/// Encodes eight-bit RGB.
///
/// # Errors
/// When the number of pixels does not fit the size.
pub fn encode(pixels: &[u8], width: u32, height: u32) -> ImageResult<Vec<u8>> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode(pixels, width, height, image::ExtendedColorType::Rgb8)?;
    Ok(out)
}

/// What people do to a photo before they send it once more: a little off the edges, lighter.
///
/// # Errors
/// As [`encode`].
pub fn encode_retouched(pixels: Vec<u8>, width: u32, height: u32) -> ImageResult<Vec<u8>> {
    let Some(picture) = RgbImage::from_raw(width, height, pixels) else { return encode(&[], width, height) };
    let (left, top) = (width / 100, height / 100);
    let mut cut = image::imageops::crop_imm(&picture, left, top, width - 2 * left, height - 2 * top).to_image();
    cut.iter_mut().for_each(|channel| *channel = channel.saturating_add(12));
    encode(cut.as_raw(), cut.width(), cut.height())
}
