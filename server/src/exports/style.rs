//! How cells of a workbook look: dates are dates, numbers numbers, money has its currency.

use birqadam_core::list::CellKind;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

/// What a column holds, and thus how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Text,
    /// Long text, on several lines.
    Prose,
    Link,
    /// A link whose text is a number: a photo's.
    ShortLink,
    Number,
    Decimal,
    Stars,
    /// A share, 0 to 1.
    Share,
    Day,
    Time,
    /// A length of time; its cells hold hours.
    Hours,
    Money,
    Code,
    Codes,
    Flag,
}

impl From<CellKind> for Style {
    fn from(kind: CellKind) -> Self {
        match kind {
            CellKind::Text => Style::Text,
            CellKind::Link => Style::Link,
            CellKind::Number | CellKind::Bytes => Style::Number,
            CellKind::Decimal => Style::Decimal,
            CellKind::Stars => Style::Stars,
            CellKind::Day => Style::Day,
            CellKind::Time => Style::Time,
            CellKind::Money => Style::Money,
            CellKind::Code => Style::Code,
            CellKind::Codes => Style::Codes,
            CellKind::Flag => Style::Flag,
        }
    }
}

impl Style {
    /// Width in characters that shows most values whole.
    pub fn width(self) -> u32 {
        match self {
            Style::Prose => 48,
            Style::Text | Style::Link => 32,
            Style::Codes => 28,
            Style::Code => 20,
            Style::Time => 17,
            Style::Money => 16,
            Style::Number | Style::Decimal | Style::Day | Style::Hours | Style::Share => 12,
            Style::Stars | Style::Flag | Style::ShortLink => 9,
        }
    }

    /// The number format; `None` for what is text.
    pub fn num_format(self) -> Option<&'static str> {
        match self {
            Style::Number => Some("#,##0"),
            Style::Decimal | Style::Stars => Some("#,##0.00"),
            Style::Share => Some("0.0%"),
            Style::Day => Some("dd.mm.yyyy"),
            Style::Time => Some("dd.mm.yyyy hh:mm"),
            Style::Hours => Some("[h]:mm"),
            Style::Money => Some(currency("KZT")),
            Style::Text | Style::Prose | Style::Link | Style::ShortLink | Style::Code | Style::Codes | Style::Flag => {
                None
            }
        }
    }

    /// Of an ordinary cell.
    pub fn format(self) -> Format {
        let format = match self {
            Style::Link | Style::ShortLink => Format::new().set_hyperlink(),
            Style::Prose => Format::new().set_text_wrap(),
            _ => Format::new(),
        };
        self.numbered(format.set_align(FormatAlign::Top))
    }

    /// Of a cell that sums up those above.
    pub fn total_format(self) -> Format {
        self.numbered(Format::new().set_bold().set_border_top(FormatBorder::Thin))
    }

    fn numbered(self, format: Format) -> Format {
        match self.num_format() {
            Some(code) => format.set_num_format(code),
            None => format,
        }
    }
}

/// Printed, a sheet is as wide as its paper (A4, on its side) and as long as it needs.
pub fn for_paper(page: &mut Worksheet) {
    page.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
}

/// Of headings.
pub fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0x00EE_EBE3))
        .set_border_bottom(FormatBorder::Thin)
}

/// The number format of a currency.
pub fn currency(code: &str) -> &'static str {
    match code {
        "KZT" => "#,##0.00\\ \"₸\"",
        "USD" => "\"$\"#,##0.00",
        "EUR" => "#,##0.00\\ \"€\"",
        "RUB" => "#,##0.00\\ \"₽\"",
        _ => "#,##0.00",
    }
}

/// Longest text of a cell, in UTF-16 units (the format's limit).
const TEXT_MAX: usize = 32_767;

/// At most as long as a cell may be.
pub fn cut(text: &str) -> String {
    if text.len() <= TEXT_MAX || text.encode_utf16().count() <= TEXT_MAX {
        return text.to_owned();
    }
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < TEXT_MAX
        })
        .collect();
    format!("{kept}…")
}

/// A name that spreadsheets accept: 31 characters, without their signs.
pub fn sheet_name(title: &str) -> String {
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if name.trim().is_empty() { "1".to_owned() } else { name }
}
