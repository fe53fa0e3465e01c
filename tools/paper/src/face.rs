//! The font: Golos Text in two weights, its widths, and what becomes of characters it lacks.

use std::sync::LazyLock;

use printpdf::ParsedFont;

use crate::{Colour, PaperError};

static REGULAR: &[u8] = include_bytes!("../fonts/GolosText-Regular.ttf");
static SEMI_BOLD: &[u8] = include_bytes!("../fonts/GolosText-SemiBold.ttf");

/// Stands for what the font cannot write.
const REPLACEMENT: &str = "[?]";

/// How heavy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Strong,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub weight: Weight,
    /// Points.
    pub size: f32,
    pub colour: Colour,
}

impl Style {
    pub const BODY: Style = Style { weight: Weight::Regular, size: 10.0, colour: Colour::INK };
    pub const SMALL: Style = Style { weight: Weight::Regular, size: 8.5, colour: Colour::INK };
    pub const NOTE: Style = Style { weight: Weight::Regular, size: 8.5, colour: Colour::MUTED };

    #[must_use]
    pub const fn strong(self) -> Style {
        Style { weight: Weight::Strong, ..self }
    }

    #[must_use]
    pub const fn muted(self) -> Style {
        Style { colour: Colour::MUTED, ..self }
    }

    #[must_use]
    pub const fn sized(self, size: f32) -> Style {
        Style { size, ..self }
    }

    #[must_use]
    pub const fn coloured(self, colour: Colour) -> Style {
        Style { colour, ..self }
    }

    /// From one line to the next.
    pub fn leading(self) -> f32 {
        self.size * if self.size > 14.0 { 1.2 } else { 1.38 }
    }

    /// From the top of a line to its baseline.
    pub(crate) fn ascent(self) -> f32 {
        (self.leading() - self.size) / 2.0 + self.size * 0.82
    }
}

/// Widths in thousandths of the size, by code point; nothing where there is no glyph.
struct Widths(Vec<Option<u16>>);

/// All the font has lies below, but for a few signs that nobody types.
const COVERED: u32 = 0x2400;

static WIDTHS: LazyLock<[Widths; 2]> = LazyLock::new(|| {
    [Weight::Regular, Weight::Strong].map(|weight| {
        let Ok(font) = parse(weight) else { return Widths(Vec::new()) };
        let of = |code| font.lookup_glyph_index(code).filter(|&id| id != 0).map(|id| font.get_horizontal_advance(id));
        Widths((0..COVERED).map(of).collect())
    })
});

/// Reads the font, for embedding.
pub(crate) fn parse(weight: Weight) -> Result<ParsedFont, PaperError> {
    let bytes = match weight {
        Weight::Regular => REGULAR,
        Weight::Strong => SEMI_BOLD,
    };
    ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(PaperError::Font)
}

fn width(weight: Weight, c: char) -> Option<u16> {
    WIDTHS[weight as usize].0.get(c as usize).copied().flatten()
}

pub(crate) fn char_width(style: Style, c: char) -> f32 {
    f32::from(width(style.weight, c).unwrap_or(500)) / 1000.0 * style.size
}

/// How wide a text is that was made ready by [`clean`].
pub fn width_of(style: Style, text: &str) -> f32 {
    text.chars().map(|c| char_width(style, c)).sum()
}

/// Makes text ready for the font: what it lacks (emoji, other scripts) becomes a visible `[?]`, one
/// for each unbroken run; what has no shape (direction marks, joiners) goes. Lines stay.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lost = false;
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            '\r' => continue,
            '\t' => out.push(' '),
            // Letters in two parts, as some keyboards and file systems write them.
            '\u{306}' if out.ends_with(['и', 'И']) => compose(&mut out, 'й', 'Й', 'и'),
            '\u{308}' if out.ends_with(['е', 'Е']) => compose(&mut out, 'ё', 'Ё', 'е'),
            c if has_no_shape(c) => continue,
            c if width(Weight::Regular, c).is_some() => out.push(c),
            c if c.is_whitespace() => out.push(' '),
            _ => {
                if !lost {
                    out.push_str(REPLACEMENT);
                }
                lost = true;
                continue;
            }
        }
        lost = false;
    }
    out
}

fn compose(out: &mut String, small: char, capital: char, base: char) {
    let composed = if out.pop() == Some(base) { small } else { capital };
    out.push(composed);
}

/// Controls, joiners, direction marks, variation selectors: nothing that could be seen.
fn has_no_shape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}')
}
