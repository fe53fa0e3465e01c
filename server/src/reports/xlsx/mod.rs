//! What workbooks of several sheets are made of.

pub mod chart;
pub mod facts;
#[cfg(test)]
mod tests;

use birqadam_core::Locale;
use rust_xlsxwriter::{DocProperties, Workbook};

/// An empty workbook with its title.
pub fn new_book(title: &str) -> Workbook {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title(title).set_author("BirQadam"));
    book
}

/// What all sheets of a report share.
pub fn look(base_url: &str, locale: Locale) -> crate::exports::table::Look {
    crate::exports::table::Look { base_url: base_url.to_owned(), total: birqadam_app::exports::words::total(locale) }
}
