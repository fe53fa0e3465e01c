//! Photos made on the spot: real JPEG and PNG files, no two alike unless asked for.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

/// A JPEG whose picture depends on the seed.
pub fn jpeg(seed: u32) -> Vec<u8> {
    encode(&picture(seed, 640, 480), ImageFormat::Jpeg)
}

/// A PNG whose picture depends on the seed.
pub fn png(seed: u32) -> Vec<u8> {
    encode(&picture(seed, 320, 240), ImageFormat::Png)
}

/// A small file that unpacks to 60 megapixels.
pub fn png_bomb() -> Vec<u8> {
    let flat = image::GrayImage::new(10_000, 6_000);
    let mut bytes = Cursor::new(Vec::new());
    flat.write_to(&mut bytes, ImageFormat::Png).expect("a PNG");
    bytes.into_inner()
}

/// Starts like a JPEG and then is none.
pub fn broken_jpeg() -> Vec<u8> {
    let mut bytes = jpeg(1);
    bytes.truncate(200);
    bytes.extend_from_slice(&[0; 500]);
    bytes
}

/// A JPEG of more than so many bytes: padding after the picture.
pub fn heavy_jpeg(bytes: usize) -> Vec<u8> {
    let mut file = jpeg(2);
    file.resize(bytes, 0);
    file
}

fn encode(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("an encoded picture");
    bytes.into_inner()
}

/// Big blocks of colour, so that perceptual hashes of different seeds differ.
fn picture(seed: u32, width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let block = (x * 8 / width, y * 8 / height);
        let mixed = (seed.wrapping_mul(2_654_435_761) ^ block.0.wrapping_mul(40_503) ^ block.1.wrapping_mul(69_069))
            .wrapping_mul(2_246_822_519);
        Rgb([(mixed >> 24) as u8, (mixed >> 16) as u8, (mixed >> 8) as u8])
    })
}
