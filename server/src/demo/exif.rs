//! Writes the few EXIF fields that a phone's camera writes, into a JPEG (EXIF 2.32, TIFF 6.0).

use birqadam_core::ssr::ctx::PLATFORM_UTC_OFFSET_HOURS;
use chrono::{DateTime, Duration, Utc};

/// What the camera knows.
pub struct Taken<'a> {
    pub at: DateTime<Utc>,
    pub position: Option<(f64, f64)>,
    pub make: &'a str,
    pub model: &'a str,
}

/// One directory entry: tag, type, count, and its value's bytes (big-endian).
struct Entry(u16, u16, u32, Vec<u8>);

const ASCII: u16 = 2;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;

/// Puts the fields right behind the JPEG's first marker.
pub fn write(jpeg: &[u8], taken: &Taken) -> Vec<u8> {
    let tiff = tiff(taken);
    let length = (tiff.len() + 8) as u16;
    let mut out = Vec::with_capacity(jpeg.len() + tiff.len() + 10);
    out.extend_from_slice(&jpeg[..2.min(jpeg.len())]);
    out.extend_from_slice(&[0xFF, 0xE1]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(b"Exif\0\0");
    out.extend_from_slice(&tiff);
    out.extend_from_slice(&jpeg[2.min(jpeg.len())..]);
    out
}

fn tiff(taken: &Taken) -> Vec<u8> {
    let local = (taken.at + Duration::hours(PLATFORM_UTC_OFFSET_HOURS)).format("%Y:%m:%d %H:%M:%S").to_string();
    let offset = format!("+{PLATFORM_UTC_OFFSET_HOURS:02}:00");
    let camera = vec![ascii(0x9003, &local), ascii(0x9011, &offset)];
    let satellite = taken.position.map(|(latitude, longitude)| {
        vec![
            ascii(0x0001, if latitude < 0.0 { "S" } else { "N" }),
            degrees(0x0002, latitude),
            ascii(0x0003, if longitude < 0.0 { "W" } else { "E" }),
            degrees(0x0004, longitude),
        ]
    });
    // The first directory points to the other two: their places follow from its size, which
    // does not depend on the pointers' values.
    let first = |camera_at: u32, satellite_at: u32| {
        let mut entries = vec![ascii(0x010F, taken.make), ascii(0x0110, taken.model), pointer(0x8769, camera_at)];
        if satellite.is_some() {
            entries.push(pointer(0x8825, satellite_at));
        }
        entries
    };
    let first_at = 8u32;
    let camera_at = first_at + directory(first_at, &first(0, 0)).len() as u32;
    let camera_bytes = directory(camera_at, &camera);
    let satellite_at = camera_at + camera_bytes.len() as u32;
    let mut out = b"MM\0*\0\0\0\x08".to_vec();
    out.extend(directory(first_at, &first(camera_at, satellite_at)));
    out.extend(camera_bytes);
    if let Some(entries) = &satellite {
        out.extend(directory(satellite_at, entries));
    }
    out
}

/// A directory that begins at `at`, followed by the values that do not fit into four bytes.
fn directory(at: u32, entries: &[Entry]) -> Vec<u8> {
    let mut head = (entries.len() as u16).to_be_bytes().to_vec();
    let values_at = at + 2 + entries.len() as u32 * 12 + 4;
    let mut values: Vec<u8> = Vec::new();
    for Entry(tag, kind, count, value) in entries {
        head.extend(tag.to_be_bytes());
        head.extend(kind.to_be_bytes());
        head.extend(count.to_be_bytes());
        if value.len() <= 4 {
            let mut inline = value.clone();
            inline.resize(4, 0);
            head.extend(inline);
        } else {
            head.extend((values_at + values.len() as u32).to_be_bytes());
            values.extend(value);
            if values.len() % 2 == 1 {
                values.push(0);
            }
        }
    }
    head.extend([0; 4]);
    head.extend(values);
    head
}

fn ascii(tag: u16, text: &str) -> Entry {
    let bytes: Vec<u8> = text.bytes().chain([0]).collect();
    Entry(tag, ASCII, bytes.len() as u32, bytes)
}

fn pointer(tag: u16, at: u32) -> Entry {
    Entry(tag, LONG, 1, at.to_be_bytes().to_vec())
}

/// Degrees, minutes and hundredths of seconds.
fn degrees(tag: u16, value: f64) -> Entry {
    let hundredths = (value.abs() * 360_000.0).round() as u32;
    let parts = [(hundredths / 360_000, 1), (hundredths / 6_000 % 60, 1), (hundredths % 6_000, 100u32)];
    let bytes = parts.iter().flat_map(|(up, down)| up.to_be_bytes().into_iter().chain(down.to_be_bytes())).collect();
    Entry(tag, RATIONAL, 3, bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn what_is_written_is_read_again() {
        let mut jpeg = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut jpeg).encode_image(&image::RgbImage::new(64, 48)).unwrap();
        let at = DateTime::parse_from_rfc3339("2026-11-20T09:15:30Z").unwrap().to_utc();
        let taken = Taken { at, position: Some((43.1879, -76.8866)), make: "samsung", model: "SM-A546E" };
        let photo = birqadam_volunteering::photo::process(write(&jpeg, &taken).into()).await.unwrap();
        assert_eq!(photo.facts.taken_at, Some(at));
        let (latitude, longitude) = photo.facts.position.unwrap();
        assert!((latitude - 43.1879).abs() < 1e-4 && (longitude + 76.8866).abs() < 1e-4);
        assert_eq!(photo.facts.camera.as_deref(), Some("samsung SM-A546E"));
    }
}
