//! From an uploaded file to safe copies: type by content, limits before decoding, orientation
//! applied, metadata read and then left behind, thumbnail, hashes.

mod copies;
mod exif;
mod hashes;

#[cfg(test)]
mod tests;

use birqadam_core::ssr::photo::{blocking, decode};
use birqadam_core::{Error, FieldCode, Result};
use bytes::Bytes;
use chrono::{DateTime, Utc};

/// A photo that passed every check, with all that is kept of it.
#[derive(Clone, Debug)]
pub struct ProcessedPhoto {
    /// The file as it came, metadata and all: never public.
    pub original: Bytes,
    pub content_type: &'static str,
    /// Without a dot.
    pub extension: &'static str,
    /// JPEG, at most 2048 px on its long side, without metadata.
    pub large: Bytes,
    /// JPEG, at most 480 px on its long side, without metadata.
    pub thumb: Bytes,
    /// Size of the large copy in pixels, orientation applied.
    pub width: i32,
    pub height: i32,
    pub sha256: Vec<u8>,
    /// Perceptual hash; a small Hamming distance means a similar picture.
    pub phash: i64,
    /// ThumbHash, base64.
    pub thumb_hash: String,
    pub facts: PhotoFacts,
}

/// What the camera wrote into the file. All of it may be missing and none of it is proof.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhotoFacts {
    pub taken_at: Option<DateTime<Utc>>,
    /// Latitude and longitude in degrees, WGS 84.
    pub position: Option<(f64, f64)>,
    /// Make and model.
    pub camera: Option<String>,
}

/// The cover of a project: 4:3, JPEG, at most 1200×900.
#[derive(Clone, Debug)]
pub struct Cover {
    pub jpeg: Bytes,
    /// The same in the size of a card in a list.
    pub card: Bytes,
    /// ThumbHash, base64.
    pub thumb_hash: String,
}

/// Checks and converts one photo, outside the async threads.
///
/// # Errors
/// What is wrong with the file, as the code for its field.
pub async fn process(bytes: Bytes) -> Result<ProcessedPhoto, FieldCode> {
    decode::check_size(&bytes)?;
    blocking(move || {
        let (kind, picture) = decode::decode(&bytes)?;
        let exif = exif::read(&bytes);
        let copies = copies::make(picture, exif.orientation).map_err(|_| FieldCode::BrokenPhoto)?;
        Ok(ProcessedPhoto {
            content_type: kind.content_type(),
            extension: kind.extension(),
            width: copies.width as i32,
            height: copies.height as i32,
            sha256: hashes::sha256(&bytes),
            phash: hashes::perceptual(&copies.small),
            thumb_hash: hashes::thumb_hash(&copies.small),
            large: copies.large,
            thumb: copies.thumb,
            facts: exif.facts,
            original: bytes,
        })
    })
    .await
}

/// Makes a project's cover from an uploaded photo.
///
/// # Errors
/// [`Error::Invalid`] on field `cover`.
pub async fn make_cover(bytes: Bytes) -> Result<Cover> {
    let made = async {
        decode::check_size(&bytes)?;
        blocking(move || {
            let (_, picture) = decode::decode(&bytes)?;
            let orientation = exif::read(&bytes).orientation;
            copies::make_cover(picture, orientation).map_err(|_| FieldCode::BrokenPhoto)
        })
        .await
    };
    made.await.map_err(|code| Error::field("cover", code))
}
