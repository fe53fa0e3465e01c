//! Pictures at print size. A JPEG that is small enough goes into the file as it is and is never
//! decoded; others are, one at a time, scaled down and encoded anew.

use std::io::Cursor;

use birqadam_core::pixels;
use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, ImageReader, Limits};

use crate::PaperError;

/// Dots per inch on paper.
const DPI: f32 = 150.0;
const QUALITY: u8 = 82;
/// What decoding may take.
const MEMORY_MAX: u64 = 128 << 20;
const SIDE_MAX: u32 = 20_000;

/// A JPEG that is ready for the page.
#[derive(Clone)]
pub struct Picture {
    pub(crate) jpeg: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) grey: bool,
}

impl Picture {
    /// Makes a picture (JPEG, PNG, WebP) ready to be shown within so many points.
    ///
    /// # Errors
    /// [`PaperError::Picture`] when it is none, or a larger one than can be taken.
    pub fn fit(bytes: Vec<u8>, (width, height): (f32, f32)) -> Result<Picture, PaperError> {
        let dots = |points: f32| (points / 72.0 * DPI).ceil().max(1.0) as u32;
        let (across, down) = (dots(width), dots(height));
        if let Some(head) = read_head(&bytes)
            && matches!(head.channels, 1 | 3)
            && head.width <= across * 4 / 3
            && head.height <= down * 4 / 3
        {
            return Ok(Picture { jpeg: bytes, width: head.width, height: head.height, grey: head.channels == 1 });
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(MEMORY_MAX);
        (limits.max_image_width, limits.max_image_height) = (Some(SIDE_MAX), Some(SIDE_MAX));
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
        reader.limits(limits);
        let picture = pixels::shrink(pixels::flatten(reader.decode()?), across, down);
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&picture)?;
        Ok(Picture { jpeg, width: picture.width(), height: picture.height(), grey: false })
    }

    /// The largest size within a box that keeps the proportions.
    pub fn fitting(&self, width: f32, height: f32) -> (f32, f32) {
        let scale = (width / self.width.max(1) as f32).min(height / self.height.max(1) as f32);
        (self.width as f32 * scale, self.height as f32 * scale)
    }

    /// How many bytes it takes in the file.
    pub fn size(&self) -> usize {
        self.jpeg.len()
    }
}

struct Head {
    width: u32,
    height: u32,
    channels: u8,
}

/// Size and channels from the frame header of a JPEG (ITU T.81, B.2.2), without decoding it.
fn read_head(bytes: &[u8]) -> Option<Head> {
    if image::guess_format(bytes).ok()? != ImageFormat::Jpeg {
        return None;
    }
    let mut at = 2;
    loop {
        let [0xff, marker, high, low] = *bytes.get(at..at + 4)? else { return None };
        let length = usize::from(high) << 8 | usize::from(low);
        match marker {
            // A padding byte before the marker itself.
            0xff => {
                at += 1;
                continue;
            }
            0xc0..=0xc2 => {
                let frame = bytes.get(at + 4..at + 10)?;
                let pair = |index: usize| u32::from(frame[index]) << 8 | u32::from(frame[index + 1]);
                let head = Head { width: pair(3), height: pair(1), channels: frame[5] };
                return (frame[0] == 8 && head.width > 0 && head.height > 0).then_some(head);
            }
            // Arithmetic, lossless and the like: not for a PDF.
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf | 0xd8..=0xda => return None,
            _ => at += 2 + length,
        }
    }
}
