//! A QR code: its dark modules, and these as vectors.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;

use crate::page::{Page, corners};
use crate::{Colour, Paper, PaperError};

/// Dark modules beside each other in a row of a QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QrRun {
    pub row: usize,
    pub column: usize,
    pub length: usize,
}

/// The dark modules of a QR code, counted from the corner of its quiet zone.
pub struct QrModules {
    /// Modules along a side, the quiet zone included.
    pub side: usize,
    pub runs: Vec<QrRun>,
}

impl QrModules {
    /// Modules of white around it (ISO/IEC 18004).
    pub const QUIET: usize = 4;

    /// # Errors
    /// [`PaperError::Qr`] when the text is too long for a code.
    pub fn of(text: &str) -> Result<Self, PaperError> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| PaperError::Qr)?;
        let mut runs = Vec::new();
        for row in 0..code.size {
            let mut column = 0;
            while column < code.size {
                let begin = column;
                while column < code.size && code[row][column].value() {
                    column += 1;
                }
                if column > begin {
                    let (row, begin) = (row + Self::QUIET, begin + Self::QUIET);
                    runs.push(QrRun { row, column: begin, length: column + Self::QUIET - begin });
                } else {
                    column += 1;
                }
            }
        }
        Ok(QrModules { side: code.size + 2 * Self::QUIET, runs })
    }
}

impl Paper {
    /// A QR code with its quiet zone, from this corner on the present page.
    ///
    /// # Errors
    /// [`PaperError::Qr`] when the text is too long for one.
    pub fn qr(&mut self, text: &str, x: f32, y: f32, side: f32) -> Result<(), PaperError> {
        draw(self.page(), text, x, y, side)
    }
}

fn draw(page: &mut Page, text: &str, x: f32, y: f32, side: f32) -> Result<(), PaperError> {
    let code = QrModules::of(text)?;
    let module = side / code.side as f32;
    // A hair higher than a module: viewers would show seams between rows.
    let shape = |run: &QrRun| {
        let (left, top) = (run.column as f32 * module, run.row as f32 * module);
        corners(x + left, y + top, run.length as f32 * module, module * 1.02)
    };
    let shapes: Vec<_> = code.runs.iter().map(shape).collect();
    page.fill(&corners(x, y, side, side), Colour::WHITE);
    let shapes: Vec<&[(f32, f32)]> = shapes.iter().map(|shape| shape.as_slice()).collect();
    page.fill_all(&shapes, Colour(0, 0, 0));
    Ok(())
}
