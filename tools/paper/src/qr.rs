//! A QR code as vectors.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;

use crate::page::{Page, corners};
use crate::{Colour, Paper, PaperError};

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
    /// Modules of white around it (ISO/IEC 18004).
    const QUIET: usize = 4;
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| PaperError::Qr)?;
    let module = side / (code.size + 2 * QUIET) as f32;
    let mut runs = Vec::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let begin = column;
            while column < code.size && code[row][column].value() {
                column += 1;
            }
            if column > begin {
                let at = |index: usize| (index + QUIET) as f32 * module;
                // A hair higher than a module: viewers would show seams between rows.
                runs.push(corners(x + at(begin), y + at(row), (column - begin) as f32 * module, module * 1.02));
            } else {
                column += 1;
            }
        }
    }
    page.fill(&corners(x, y, side, side), Colour::WHITE);
    let runs: Vec<&[(f32, f32)]> = runs.iter().map(|run| run.as_slice()).collect();
    page.fill_all(&runs, Colour(0, 0, 0));
    Ok(())
}
