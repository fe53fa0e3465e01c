//! From an uploaded file to pixels that can be shown: type by content, limits before decoding,
//! orientation applied, metadata left behind. Contexts make of it what they keep.

pub mod decode;
mod entropy;
pub mod exif;
mod huffman;
pub mod pixels;
mod scan;
mod whole;

use bytes::Bytes;
use image::RgbImage;
use tokio::sync::Semaphore;

use crate::FieldCode;

/// Decoding holds up to some 300 MB for the largest photo we accept: never more than two at once
/// in one process, however many people upload.
static DECODING: Semaphore = Semaphore::const_new(2);

/// Quality of the JPEGs made by [`portrait`] and [`picture`].
const QUALITY: u8 = 85;

/// A square JPEG of the photo's middle, `side` pixels at most, without metadata.
///
/// # Errors
/// What is wrong with the file, as the code for its field.
pub async fn portrait(bytes: Bytes, side: u32) -> Result<Bytes, FieldCode> {
    // Twice the side: a photo of 2:1 still fills the square.
    remake(bytes, move |picture| pixels::shrink(pixels::square(&picture), side), side.saturating_mul(4)).await
}

/// The whole photo as a JPEG, its long side `side` pixels at most, without metadata.
///
/// # Errors
/// What is wrong with the file, as the code for its field.
pub async fn picture(bytes: Bytes, side: u32) -> Result<Bytes, FieldCode> {
    remake(bytes, |picture| picture, side).await
}

async fn remake(
    bytes: Bytes,
    change: impl FnOnce(RgbImage) -> RgbImage + Send + 'static,
    side: u32,
) -> Result<Bytes, FieldCode> {
    decode::check_size(&bytes)?;
    blocking(move || {
        let (_, picture) = decode::decode(&bytes)?;
        let orientation = exif::parse(&bytes).as_ref().and_then(exif::orientation);
        let picture = pixels::upright(pixels::shrink(pixels::flatten(picture), side), orientation);
        pixels::encode_jpeg(&change(picture), QUALITY).map_err(|_| FieldCode::BrokenPhoto)
    })
    .await
}

/// Runs decoding work on a blocking thread. A decoder that panics on a hostile file makes a
/// broken photo, nothing worse.
///
/// # Errors
/// The work's.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FieldCode> + Send + 'static,
) -> Result<T, FieldCode> {
    let permit = DECODING.acquire().await;
    let task = tokio::task::spawn_blocking(move || {
        // Held by the work itself: a client that hangs up must not let a third one in.
        let _permit = permit;
        work()
    });
    task.await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a photo decoder panicked");
        Err(FieldCode::BrokenPhoto)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, Rgb};

    use super::*;

    fn png(width: u32, height: u32) -> Bytes {
        let picture = RgbImage::from_fn(width, height, |x, _| Rgb([(x % 256) as u8, 80, 160]));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner().into()
    }

    fn size(jpeg: &[u8]) -> (u32, u32) {
        let picture = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap();
        (picture.width(), picture.height())
    }

    #[tokio::test]
    async fn a_portrait_is_square_and_never_blown_up() {
        for (width, height, side) in [(900, 600, 512), (600, 900, 512), (2000, 400, 400), (30, 20, 20), (1, 1, 1)] {
            let made = portrait(png(width, height), 512).await.unwrap();
            assert_eq!(size(&made), (side, side), "{width}×{height}");
        }
    }

    #[tokio::test]
    async fn a_picture_keeps_its_shape() {
        assert_eq!(size(&picture(png(3000, 1500), 1600).await.unwrap()), (1600, 800));
    }

    #[tokio::test]
    async fn what_is_no_photo_is_refused() {
        assert_eq!(portrait(Bytes::new(), 512).await, Err(FieldCode::EmptyFile));
        assert_eq!(portrait(Bytes::from_static(b"<svg onload=alert(1)>"), 512).await, Err(FieldCode::NotAPhoto));
    }
}
