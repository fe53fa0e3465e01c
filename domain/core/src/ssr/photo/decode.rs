//! From bytes to pixels: size, type by content, dimensions from the header, then the decoder
//! with a limit on memory.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::{entropy, whole};
use crate::FieldCode;
use crate::photo::{PHOTO_MAX_BYTES, PHOTO_MAX_PIXELS};

/// Enough for 50 megapixels with alpha, not for a decompression bomb.
const DECODER_MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The kinds of photo we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Png,
    WebP,
}

impl Kind {
    /// By the first bytes; the file's name and declared type say nothing.
    pub fn detect(bytes: &[u8]) -> Option<Kind> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Kind::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::WebP),
            _ => None,
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::WebP => "image/webp",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::WebP => "webp",
        }
    }

    fn format(self) -> ImageFormat {
        match self {
            Kind::Jpeg => ImageFormat::Jpeg,
            Kind::Png => ImageFormat::Png,
            Kind::WebP => ImageFormat::WebP,
        }
    }
}

/// The checks that cost nothing.
///
/// # Errors
/// What is wrong with the file.
pub fn check_size(bytes: &[u8]) -> Result<(), FieldCode> {
    if bytes.is_empty() {
        return Err(FieldCode::EmptyFile);
    }
    if bytes.len() as u64 > PHOTO_MAX_BYTES {
        return Err(FieldCode::FileTooLarge((PHOTO_MAX_BYTES / 1024 / 1024) as i64));
    }
    Ok(())
}

/// Decodes a photo whose size was checked. The header's dimensions are looked at before a
/// single pixel is decoded.
///
/// # Errors
/// What is wrong with the file.
pub fn decode(bytes: &[u8]) -> Result<(Kind, DynamicImage), FieldCode> {
    let kind = Kind::detect(bytes).ok_or(FieldCode::NotAPhoto)?;
    let cut_short = whole::is_cut_short(kind, bytes);
    match pixels(kind, bytes) {
        Ok(_) if cut_short => Err(FieldCode::CutShort),
        // After the decoder: by now the dimensions are known to be within bounds.
        Ok(_) if kind == Kind::Jpeg && entropy::ends_early(bytes) => Err(FieldCode::CutShort),
        Err(FieldCode::BrokenPhoto) if cut_short => Err(FieldCode::CutShort),
        Ok(picture) => Ok((kind, picture)),
        Err(code) => Err(code),
    }
}

fn pixels(kind: Kind, bytes: &[u8]) -> Result<DynamicImage, FieldCode> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_MAX_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind.format());
    reader.limits(limits.clone());
    let decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(FieldCode::BrokenPhoto);
    }
    if u64::from(width) * u64::from(height) > PHOTO_MAX_PIXELS {
        return Err(too_many_pixels());
    }
    limits.reserve(decoder.total_bytes()).map_err(refusal)?;
    DynamicImage::from_decoder(decoder).map_err(refusal)
}

fn refusal(error: ImageError) -> FieldCode {
    match error {
        ImageError::Limits(_) => too_many_pixels(),
        _ => FieldCode::BrokenPhoto,
    }
}

fn too_many_pixels() -> FieldCode {
    FieldCode::TooManyPixels((PHOTO_MAX_PIXELS / 1_000_000) as i64)
}
