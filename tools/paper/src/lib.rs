//! Lays out text, tables, charts and photos on PDF pages. What printpdf lacks: a cursor that goes
//! down the page and on to the next, words that wrap, rows that are never cut, contents with page
//! numbers. All lengths are points (1/72 inch), measured from the top left.
//!
//! ```ignore
//! let mut paper = Paper::new(about);
//! paper.heading(1, "Итоги");
//! paper.paragraph("…");
//! let mut table = Table::begin(&mut paper, columns);
//! table.row(&mut paper, vec![Cell::text("Посадка"), Cell::number("12")]);
//! table.end(&mut paper, "Задач нет");
//! paper.finish(&mut file)?;
//! ```

mod chart;
mod colour;
mod contents;
mod face;
mod finish;
mod flow;
mod page;
mod parts;
mod photos;
mod picture;
mod qr;
mod table;
#[cfg(test)]
mod tests;
mod wrap;

pub use colour::{Colour, Tone};
pub use face::{Style, Weight, clean, width_of};
pub use flow::{About, Paper, Words};
pub use page::{A4, MARGIN};
pub use parts::{Cover, Figure, Signer};
pub use photos::{PhotoBox, PhotoGrid};
pub use picture::Picture;
pub use qr::{QrModules, QrRun};
pub use table::{Cell, Column, Table};
pub use wrap::{shorten, wrap};

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The font that is built in cannot be read.
    #[error("the built-in font cannot be read")]
    Font,
    /// Not a picture, or too large a one.
    #[error("the picture cannot be read: {0}")]
    Picture(#[from] image::ImageError),
    /// Text too long for a QR code.
    #[error("the text does not fit into a QR code")]
    Qr,
    /// The file cannot be written.
    #[error("the document cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// The document is not put together right: our fault.
    #[error("the document cannot be put together: {0}")]
    Inner(#[from] lopdf::Error),
}
