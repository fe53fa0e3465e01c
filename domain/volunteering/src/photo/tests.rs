//! The pipeline over good, odd and hostile files.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Cursor;
use std::path::PathBuf;

use ::exif::experimental::Writer;
use ::exif::{Field, In, Rational, Tag, Value};
use birqadam_core::{Error, FieldCode};
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};

use super::{PhotoFacts, ProcessedPhoto, make_cover, process};

/// Left half red, right half blue, with a gradient so that hashes have something to see.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let shade = (y * 100 / height) as u8;
        if x < width / 2 { Rgb([255 - shade, 0, 0]) } else { Rgb([0, shade, 255]) }
    })
}

fn jpeg_with(picture: &RgbImage, quality: u8, exif: Option<Vec<u8>>) -> Bytes {
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, quality);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    encoder.encode_image(picture).unwrap();
    out.into()
}

fn jpeg(picture: &RgbImage) -> Bytes {
    jpeg_with(picture, 95, None)
}

fn png(width: u32, height: u32, color: ExtendedColorType, pixels: &[u8]) -> Bytes {
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::NoFilter)
        .write_image(pixels, width, height, color)
        .unwrap();
    out.into()
}

fn webp(picture: &RgbImage) -> Bytes {
    let mut out = Vec::new();
    WebPEncoder::new_lossless(&mut out)
        .encode(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .unwrap();
    out.into()
}

fn exif_of(fields: &[(Tag, Value)]) -> Vec<u8> {
    let fields: Vec<Field> =
        fields.iter().map(|(tag, value)| Field { tag: *tag, ifd_num: In::PRIMARY, value: value.clone() }).collect();
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, false).unwrap();
    out.into_inner()
}

fn ascii(text: &str) -> Value {
    Value::Ascii(vec![text.as_bytes().to_vec()])
}

fn rationals(values: &[(u32, u32)]) -> Value {
    Value::Rational(values.iter().map(|(num, denom)| Rational { num: *num, denom: *denom }).collect())
}

async fn facts(fields: &[(Tag, Value)]) -> PhotoFacts {
    process(jpeg_with(&picture(40, 20), 90, Some(exif_of(fields)))).await.unwrap().facts
}

fn distance(a: &ProcessedPhoto, b: &ProcessedPhoto) -> u32 {
    (a.phash ^ b.phash).count_ones()
}

/// A photo from the folder beside the workspace, where there is one.
fn shared(name: &str) -> Option<Bytes> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/photos").join(name);
    std::fs::read(path).ok().map(Bytes::from)
}

#[tokio::test]
async fn jpeg_png_and_webp_are_taken_by_content() {
    let picture = picture(64, 32);
    let table = [
        (jpeg(&picture), "image/jpeg", "jpg"),
        (png(64, 32, ExtendedColorType::Rgb8, picture.as_raw()), "image/png", "png"),
        (webp(&picture), "image/webp", "webp"),
    ];
    for (bytes, content_type, extension) in table {
        let photo = process(bytes.clone()).await.unwrap();
        assert_eq!((photo.content_type, photo.extension), (content_type, extension));
        assert_eq!((photo.width, photo.height), (64, 32));
        assert_eq!(photo.original, bytes);
        assert_eq!(photo.facts, PhotoFacts::default(), "{content_type}");
        assert!(!photo.thumb_hash.is_empty());
    }
}

#[tokio::test]
async fn everything_else_is_refused_with_its_word() {
    let picture = jpeg(&picture(64, 32));
    let half = picture.slice(..picture.len().min(100));
    let grey = vec![128_u8; 10_000 * 6_000];
    let bomb = png(10_000, 6_000, ExtendedColorType::L8, &grey);
    assert!(bomb.len() < 200_000, "a bomb is small: {} bytes", bomb.len());
    let mut too_large = picture.to_vec();
    too_large.resize(16 * 1024 * 1024, 0);
    let table: Vec<(&str, Bytes, FieldCode)> = vec![
        ("nothing", Bytes::new(), FieldCode::EmptyFile),
        ("a text named .jpg", Bytes::from_static(b"I am a photo, honestly"), FieldCode::NotAPhoto),
        ("a GIF", Bytes::from_static(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"), FieldCode::NotAPhoto),
        ("a drawing with a script", Bytes::from_static(b"<svg onload='alert(1)'/>"), FieldCode::NotAPhoto),
        ("16 MB", too_large.into(), FieldCode::FileTooLarge(15)),
        ("60 megapixels", bomb, FieldCode::TooManyPixels(50)),
        ("only a header", half, FieldCode::CutShort),
        ("a magic number", Bytes::from_static(&[0xFF, 0xD8, 0xFF, 0xE0]), FieldCode::CutShort),
        ("a broken PNG", Bytes::from_static(b"\x89PNG\r\n\x1a\nnonsense"), FieldCode::BrokenPhoto),
        ("a broken WebP", Bytes::from_static(b"RIFF\x10\x00\x00\x00WEBPVP8 nonsense"), FieldCode::BrokenPhoto),
    ];
    for (name, bytes, expected) in table {
        assert_eq!(process(bytes).await.err(), Some(expected), "{name}");
    }
}

#[tokio::test]
async fn large_photos_are_scaled_and_small_ones_left() {
    let large = process(jpeg(&picture(3000, 1500))).await.unwrap();
    assert_eq!((large.width, large.height), (2048, 1024));
    let thumb = image::load_from_memory(&large.thumb).unwrap();
    assert_eq!((thumb.width(), thumb.height()), (480, 240));
    let line = process(jpeg(&picture(9000, 2))).await.unwrap();
    assert_eq!((line.width, line.height), (2048, 1));
    let dot = process(jpeg(&picture(1, 1))).await.unwrap();
    assert_eq!((dot.width, dot.height), (1, 1));
}

#[tokio::test]
async fn orientation_is_applied() {
    let exif = exif_of(&[(Tag::Orientation, Value::Short(vec![6]))]);
    let photo = process(jpeg_with(&picture(40, 20), 95, Some(exif))).await.unwrap();
    assert_eq!((photo.width, photo.height), (20, 40));
    let upright = image::load_from_memory(&photo.large).unwrap().into_rgb8();
    let (top, bottom) = (upright.get_pixel(10, 2), upright.get_pixel(10, 37));
    assert!(top[0] > top[2] && bottom[2] > bottom[0], "what was left is on top: {top:?}, {bottom:?}");
}

#[tokio::test]
async fn what_the_camera_says_is_read() {
    let facts = facts(&[
        (Tag::Make, ascii("Canon")),
        (Tag::Model, ascii("Canon EOS 5D")),
        (Tag::DateTimeOriginal, ascii("2026:11:20 10:30:00")),
        (Tag::OffsetTimeOriginal, ascii("+03:00")),
        (Tag::GPSLatitudeRef, ascii("N")),
        (Tag::GPSLatitude, rationals(&[(43, 1), (30, 1), (0, 1)])),
        (Tag::GPSLongitudeRef, ascii("W")),
        (Tag::GPSLongitude, rationals(&[(76, 1), (0, 1), (3600, 100)])),
    ])
    .await;
    assert_eq!(facts.camera.as_deref(), Some("Canon EOS 5D"));
    assert_eq!(facts.taken_at.unwrap().to_rfc3339(), "2026-11-20T07:30:00+00:00");
    let (latitude, longitude) = facts.position.unwrap();
    assert!((latitude - 43.5).abs() < 1e-9 && (longitude + 76.01).abs() < 1e-9, "{latitude}, {longitude}");
}

#[tokio::test]
async fn a_clock_without_a_zone_shows_the_platforms_time() {
    let camera = facts(&[(Tag::DateTimeOriginal, ascii("2026:11:20 10:30:00"))]).await;
    assert_eq!(camera.taken_at.unwrap().to_rfc3339(), "2026-11-20T05:30:00+00:00");
    let satellite =
        facts(&[(Tag::GPSDateStamp, ascii("2026:11:20")), (Tag::GPSTimeStamp, rationals(&[(10, 1), (30, 1), (0, 1)]))])
            .await;
    assert_eq!(satellite.taken_at.unwrap().to_rfc3339(), "2026-11-20T10:30:00+00:00");
}

#[tokio::test]
async fn nonsense_from_the_camera_is_unknown() {
    let table: [&[(Tag, Value)]; 6] = [
        &[(Tag::DateTimeOriginal, ascii("0000:00:00 00:00:00"))],
        &[(Tag::DateTimeOriginal, ascii("2026:13:45 99:99:99"))],
        &[(Tag::DateTimeOriginal, ascii("yesterday"))],
        &[(Tag::GPSLatitude, rationals(&[(1, 0), (0, 0), (0, 0)])), (Tag::GPSLatitudeRef, ascii("N"))],
        &[
            (Tag::GPSLatitudeRef, ascii("N")),
            (Tag::GPSLatitude, rationals(&[(91, 1), (0, 1), (0, 1)])),
            (Tag::GPSLongitudeRef, ascii("E")),
            (Tag::GPSLongitude, rationals(&[(0, 1), (0, 1), (0, 1)])),
        ],
        &[(Tag::Make, ascii("  "))],
    ];
    for fields in table {
        assert_eq!(facts(fields).await, PhotoFacts::default(), "{fields:?}");
    }
    let torn = jpeg_with(&picture(40, 20), 90, Some(b"II*\0\xff\xff\xff\xff".to_vec()));
    assert_eq!(process(torn).await.unwrap().facts, PhotoFacts::default());
}

#[tokio::test]
async fn the_copies_tell_nothing() {
    let exif = exif_of(&[
        (Tag::Model, ascii("SecretCam")),
        (Tag::DateTimeOriginal, ascii("2026:11:20 10:30:00")),
        (Tag::GPSLatitudeRef, ascii("N")),
        (Tag::GPSLatitude, rationals(&[(43, 1), (30, 1), (0, 1)])),
    ]);
    let photo = process(jpeg_with(&picture(40, 20), 90, Some(exif))).await.unwrap();
    assert!(photo.original.windows(9).any(|w| w == b"SecretCam"));
    for copy in [&photo.large, &photo.thumb] {
        assert!(!copy.windows(9).any(|w| w == b"SecretCam"));
        assert!(!copy.windows(4).any(|w| w == b"Exif"));
    }
}

#[tokio::test]
async fn what_is_transparent_becomes_white() {
    let clear = RgbaImage::from_pixel(20, 20, Rgba([10, 20, 30, 0]));
    let photo = process(png(20, 20, ExtendedColorType::Rgba8, clear.as_raw())).await.unwrap();
    let pixel = *image::load_from_memory(&photo.large).unwrap().into_rgb8().get_pixel(10, 10);
    assert_eq!(pixel, Rgb([255, 255, 255]));
}

#[tokio::test]
async fn a_scaled_copy_is_similar_and_another_picture_is_not() {
    // Soft blobs, as photos have them, at places that the seed decides.
    let scene = |seed: u32, side: u32| {
        RgbImage::from_fn(side, side, |x, y| {
            let (x, y) = (x as f32 / side as f32, y as f32 / side as f32);
            let light: f32 = (1..6)
                .map(|k| {
                    let (a, b) = ((seed * 37 * k % 100) as f32 / 100.0, (seed * 61 * k % 100) as f32 / 100.0);
                    (-((x - a).powi(2) + (y - b).powi(2)) * 30.0).exp()
                })
                .sum();
            Rgb([(light * 200.0).min(255.0) as u8; 3])
        })
    };
    let original = process(jpeg(&scene(7, 800))).await.unwrap();
    let copy = process(jpeg_with(&scene(7, 500), 60, None)).await.unwrap();
    let other = process(jpeg(&scene(13, 800))).await.unwrap();
    assert_ne!(original.sha256, copy.sha256);
    assert!(distance(&original, &copy) <= crate::model::SIMILAR_BITS, "{}", distance(&original, &copy));
    assert!(distance(&original, &other) > crate::model::SIMILAR_BITS, "{}", distance(&original, &other));
}

#[tokio::test]
async fn a_cover_is_four_by_three() {
    for (width, height, expected) in [(3000, 1500, (1200, 900)), (1500, 3000, (1200, 900)), (400, 400, (400, 300))] {
        let cover = make_cover(jpeg(&picture(width, height))).await.unwrap();
        let made = image::load_from_memory(&cover.jpeg).unwrap();
        assert_eq!((made.width(), made.height()), expected, "{width}×{height}");
        let card = image::load_from_memory(&cover.card).unwrap();
        let expected = if expected.0 > 720 { (720, 540) } else { expected };
        assert_eq!((card.width(), card.height()), expected, "the card of {width}×{height}");
    }
    let refused = make_cover(Bytes::from_static(b"text")).await.err();
    assert_eq!(refused, Some(Error::field("cover", FieldCode::NotAPhoto)));
}

#[tokio::test]
async fn real_photos_keep_their_facts() {
    let Some(bytes) = shared("gps/DSCN0010.jpg") else { return };
    let photo = process(bytes).await.unwrap();
    let (latitude, longitude) = photo.facts.position.unwrap();
    assert!((latitude - 43.4674).abs() < 1e-3 && (longitude - 11.8851).abs() < 1e-3, "{latitude}, {longitude}");
    assert_eq!(photo.facts.camera.as_deref(), Some("NIKON COOLPIX P6000"));
    assert!(photo.facts.taken_at.unwrap().to_rfc3339().starts_with("2008-10-22T"));
    for (name, size) in
        [("landscape_6.jpg", (600, 450)), ("portrait_8.jpg", (450, 600)), ("portrait_3.jpg", (450, 600))]
    {
        let photo = process(shared(&format!("orientation/{name}")).unwrap()).await.unwrap();
        assert_eq!((photo.width, photo.height), size, "{name}");
    }
}

/// The folders with real photos beside the workspace, where they are.
fn all_shared() -> Vec<(String, Bytes)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/photos");
    let folders = ["broken", "gps", "orientation"].map(|folder| std::fs::read_dir(root.join(folder)));
    let files = folders.into_iter().flatten().flatten().map(|entry| entry.unwrap().path());
    files.map(|path| (path.display().to_string(), std::fs::read(path).unwrap().into())).collect()
}

#[tokio::test]
async fn real_photos_are_taken_however_odd_their_metadata() {
    for (name, bytes) in all_shared() {
        let photo = process(bytes).await;
        assert!(photo.is_ok_and(|photo| photo.width > 0), "{name}");
    }
}

#[tokio::test]
async fn a_photo_cut_short_is_refused_and_what_follows_its_end_is_not() {
    let picture = picture(400, 300);
    let mut files = all_shared();
    files.extend([
        ("jpeg".to_owned(), jpeg(&picture)),
        ("png".to_owned(), png(400, 300, ExtendedColorType::Rgb8, picture.as_raw())),
        ("webp".to_owned(), webp(&picture)),
    ]);
    for (name, bytes) in files {
        let length = bytes.len();
        for keep in [length / 2, length * 9 / 10, length - 20] {
            assert_eq!(process(bytes.slice(..keep)).await.err(), Some(FieldCode::CutShort), "{name} at {keep}");
        }
        let padded: Bytes = [&bytes[..], &[0; 777]].concat().into();
        assert!(process(padded).await.is_ok(), "{name} with padding");
        let twice: Bytes = [&bytes[..], &bytes[..length / 2]].concat().into();
        assert!(process(twice).await.is_ok(), "{name} with half a second picture");
    }
}

#[tokio::test]
async fn an_end_put_behind_half_a_photo_does_not_make_it_whole() {
    let mut files = all_shared();
    files.push(("generated".to_owned(), jpeg(&picture(400, 300))));
    for (name, bytes) in files {
        let patched: Bytes = [&bytes[..bytes.len() * 9 / 10], b"\xFF\xD9"].concat().into();
        assert_eq!(process(patched).await.err(), Some(FieldCode::CutShort), "{name}");
    }
}

#[tokio::test]
async fn a_grey_picture_is_not_taken_for_filler() {
    let grey = RgbImage::from_pixel(120, 90, Rgb([128, 128, 128]));
    assert!(process(jpeg(&grey)).await.is_ok());
}
