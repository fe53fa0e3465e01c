//! A QR code as a picture.

use birqadam_core::Result;
use birqadam_core::ssr::db_error::internal;
use fast_qr::ECL;
use fast_qr::qr::{QRBuilder, QRCode};
use image::{GrayImage, ImageFormat, Luma};
use std::fmt::Write as _;
use std::io::Cursor;

/// Modules of white around it (ISO/IEC 18004).
const QUIET: usize = 4;
/// Pixels of a module: sharp on screens, and printed at 300 dpi some 10 cm wide.
const PIXELS: usize = 24;

fn code(text: &str) -> Result<QRCode> {
    QRBuilder::new(text).ecl(ECL::M).build().map_err(|error| internal(&format!("no QR code: {error:?}")))
}

/// As SVG, a path of the dark modules; black on white whatever the theme, so that it can be scanned.
///
/// # Errors
/// When the text is too long for a code.
pub fn svg(text: &str) -> Result<String> {
    let code = code(text)?;
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let begin = column;
            while column < code.size && code[row][column].value() {
                column += 1;
            }
            if column > begin {
                let _ = write!(path, "M{} {}h{}v1H{}z", begin + QUIET, row + QUIET, column - begin, begin + QUIET);
            } else {
                column += 1;
            }
        }
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
    let side = ((code.size + 2 * QUIET) * PIXELS) as u32;
    let dark = |x: u32, y: u32| {
        let module = |at: u32| (at as usize / PIXELS).checked_sub(QUIET).filter(|module| *module < code.size);
        module(x).zip(module(y)).is_some_and(|(column, row)| code[row][column].value())
    };
    let picture = GrayImage::from_fn(side, side, |x, y| Luma([if dark(x, y) { 0 } else { 255 }]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).map_err(|error| internal(&error))?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_pictures_show_the_same_modules() {
        let text = "https://birqadam.kz/q/12-1-0123456789abcdef0123";
        let picture = image::load_from_memory(&png(text).unwrap_or_default()).map(|p| p.to_luma8()).unwrap_or_default();
        let code = code(text).map(|code| code.size).unwrap_or_default();
        assert_eq!(picture.width() as usize, (code + 2 * QUIET) * PIXELS);
        // The corner of the first finder pattern is dark, the quiet zone is not.
        let at = |module: usize| picture.get_pixel((module * PIXELS) as u32, (module * PIXELS) as u32).0[0];
        assert_eq!((at(0), at(QUIET - 1), at(QUIET)), (255, 255, 0));
        let svg = svg(text).unwrap_or_default();
        assert!(svg.contains(&format!("M{QUIET} {QUIET}h7v1H{QUIET}z")), "{svg}");
        assert!(!svg.contains("birqadam"), "the address is in the modules only");
    }
}
