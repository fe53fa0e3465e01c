//! A QR code as a picture.

use std::fmt::Write as _;
use std::io::Cursor;

use birqadam_core::Result;
use birqadam_core::ssr::db_error::internal;
use birqadam_paper::{QrModules, QrRun};
use image::{GrayImage, ImageFormat, Luma};

/// Pixels of a module: sharp on screens, and printed at 300 dpi some 10 cm wide.
const PIXELS: usize = 24;

fn code(text: &str) -> Result<QrModules> {
    QrModules::of(text).map_err(|error| internal(&error))
}

/// As SVG, a path of the dark modules; black on white whatever the theme, so that it can be scanned.
///
/// # Errors
/// When the text is too long for a code.
pub fn svg(text: &str) -> Result<String> {
    let QrModules { side, runs } = code(text)?;
    let mut path = String::new();
    for QrRun { row, column, length } in runs {
        let _ = write!(path, "M{column} {row}h{length}v1H{column}z");
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>",
        side * 8,
    ))
}

/// As PNG.
///
/// # Errors
/// When the text is too long for a code.
pub fn png(text: &str) -> Result<Vec<u8>> {
    let code = code(text)?;
    let side = (code.side * PIXELS) as u32;
    let mut picture = GrayImage::from_pixel(side, side, Luma([255]));
    for run in code.runs {
        for y in run.row * PIXELS..(run.row + 1) * PIXELS {
            for x in run.column * PIXELS..(run.column + run.length) * PIXELS {
                picture.put_pixel(x as u32, y as u32, Luma([0]));
            }
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).map_err(|error| internal(&error))?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIET: usize = QrModules::QUIET;

    #[test]
    fn both_pictures_show_the_same_modules() {
        let text = "https://birqadam.kz/q/12-1-0123456789abcdef0123";
        let picture = image::load_from_memory(&png(text).unwrap_or_default()).map(|p| p.to_luma8()).unwrap_or_default();
        let side = code(text).map(|code| code.side).unwrap_or_default();
        assert_eq!(picture.width() as usize, side * PIXELS);
        // The corner of the first finder pattern is dark, the quiet zone is not.
        let at = |module: usize| picture.get_pixel((module * PIXELS) as u32, (module * PIXELS) as u32).0[0];
        assert_eq!((at(0), at(QUIET - 1), at(QUIET)), (255, 255, 0));
        let svg = svg(text).unwrap_or_default();
        assert!(svg.contains(&format!("M{QUIET} {QUIET}h7v1H{QUIET}z")), "{svg}");
        assert!(!svg.contains("birqadam"), "the address is in the modules only");
    }
}
