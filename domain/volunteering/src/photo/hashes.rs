//! The same file, a similar picture, a blurred placeholder: three hashes for three questions.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::RgbImage;
use image_hasher::{HashAlg, HasherConfig};
use sha2::{Digest, Sha256};

/// Long side of the picture a ThumbHash is made of (its own limit is 100 px).
const THUMB_HASH_SIDE: u32 = 100;

/// Of the file as it came: finds the very same file.
pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// 64 bits over the low frequencies of the picture (DCT, each against their median): finds
/// the picture again after scaling, recompression or a small retouch.
pub fn perceptual(picture: &RgbImage) -> i64 {
    let hasher =
        HasherConfig::with_bytes_type::<[u8; 8]>().hash_size(8, 8).hash_alg(HashAlg::Median).preproc_dct().to_hasher();
    i64::from_be_bytes(hasher.hash_image(picture).into_inner())
}

/// The blurred placeholder that stands in until the photo has loaded, base64.
pub fn thumb_hash(picture: &RgbImage) -> String {
    let (width, height) = picture.dimensions();
    let long = width.max(height).max(1);
    let scaled = |length: u32| (length * THUMB_HASH_SIDE.min(long) / long).max(1);
    let small = image::imageops::thumbnail(picture, scaled(width), scaled(height));
    let rgba = image::DynamicImage::ImageRgb8(small).into_rgba8();
    STANDARD.encode(thumbhash::rgba_to_thumb_hash(rgba.width() as usize, rgba.height() as usize, rgba.as_raw()))
}
