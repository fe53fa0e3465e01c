//! The copies that are shown: upright, on white, scaled down, without metadata.

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageResult, RgbImage};

use super::{Cover, hashes};

/// Long side of the large copy in pixels.
const LARGE_SIDE: u32 = 2048;
/// Long side of the thumbnail in pixels.
const THUMB_SIDE: u32 = 480;
/// Size of a cover in pixels.
const COVER: (u32, u32) = (1200, 900);
const LARGE_QUALITY: u8 = 85;
const THUMB_QUALITY: u8 = 80;

/// Both encoded copies, and the thumbnail's pixels for hashing.
pub struct Copies {
    pub large: Bytes,
    pub thumb: Bytes,
    /// Of the large copy.
    pub width: u32,
    pub height: u32,
    pub small: RgbImage,
}

pub fn make(picture: DynamicImage, orientation: Option<u8>) -> ImageResult<Copies> {
    let large = upright(shrink(flatten(picture), LARGE_SIDE), orientation);
    let thumb = shrink(large.clone(), THUMB_SIDE);
    Ok(Copies {
        large: encode(&large, LARGE_QUALITY)?,
        thumb: encode(&thumb, THUMB_QUALITY)?,
        width: large.width(),
        height: large.height(),
        small: thumb,
    })
}

/// Cuts the middle out in 4:3 and scales it down; a small photo is not blown up.
pub fn make_cover(picture: DynamicImage, orientation: Option<u8>) -> ImageResult<Cover> {
    // Four times the cover's width at most: a tall photo keeps enough for its cut.
    let picture = upright(shrink(flatten(picture), COVER.0 * 4), orientation);
    let (width, height) = picture.dimensions();
    let cut_width = width.min((height * COVER.0 / COVER.1).max(1));
    let cut_height = height.min((width * COVER.1 / COVER.0).max(1));
    let (left, top) = ((width - cut_width) / 2, (height - cut_height) / 2);
    let cut = image::imageops::crop_imm(&picture, left, top, cut_width, cut_height).to_image();
    let cover =
        if cut_width > COVER.0 { image::imageops::resize(&cut, COVER.0, COVER.1, FilterType::CatmullRom) } else { cut };
    let thumb_hash = hashes::thumb_hash(&shrink(cover.clone(), THUMB_SIDE));
    Ok(Cover { jpeg: encode(&cover, LARGE_QUALITY)?, thumb_hash })
}

/// Three channels of eight bits; what was transparent is white.
fn flatten(picture: DynamicImage) -> RgbImage {
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
fn shrink(picture: RgbImage, side: u32) -> RgbImage {
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

fn upright(picture: RgbImage, orientation: Option<u8>) -> RgbImage {
    match orientation.and_then(Orientation::from_exif) {
        None | Some(Orientation::NoTransforms) => picture,
        Some(orientation) => {
            let mut picture = DynamicImage::ImageRgb8(picture);
            picture.apply_orientation(orientation);
            picture.into_rgb8()
        }
    }
}

fn encode(picture: &RgbImage, quality: u8) -> ImageResult<Bytes> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality).encode_image(picture)?;
    Ok(out.into())
}
