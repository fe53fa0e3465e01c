//! The copies that are shown: upright, on white, scaled down, without metadata.

use birqadam_core::ssr::photo::pixels::{encode_jpeg, flatten, shrink, upright};
use bytes::Bytes;
use image::imageops::FilterType;
use image::{DynamicImage, ImageResult, RgbImage};

use super::{Cover, hashes};

/// Long side of the large copy in pixels.
const LARGE_SIDE: u32 = 2048;
/// Long side of the thumbnail in pixels.
const THUMB_SIDE: u32 = 480;
/// Size of a cover in pixels.
const COVER: (u32, u32) = (1200, 900);
/// Long side of a cover on a card: a phone's width at twice its pixels.
const CARD_SIDE: u32 = 720;
const LARGE_QUALITY: u8 = 85;
const THUMB_QUALITY: u8 = 80;
const CARD_QUALITY: u8 = 72;

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
        large: encode_jpeg(&large, LARGE_QUALITY)?,
        thumb: encode_jpeg(&thumb, THUMB_QUALITY)?,
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
    let card = shrink(cover.clone(), CARD_SIDE);
    Ok(Cover {
        jpeg: encode_jpeg(&cover, LARGE_QUALITY)?,
        card: encode_jpeg(&card, CARD_QUALITY)?,
        thumb_hash: hashes::thumb_hash(&shrink(card, THUMB_SIDE)),
    })
}
