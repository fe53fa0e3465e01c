//! Pieces of a report: cover, key figures, facts, status chips, signature lines.

use crate::page::{MARGIN, Page, corners, rounded, sector};
use crate::{Colour, Paper, Picture, Style, Tone, Weight, shorten, width_of, wrap};

/// The first page.
pub struct Cover {
    /// Above the title: what kind of document it is.
    pub kind: String,
    pub title: String,
    pub picture: Option<Picture>,
    /// `(label, value)`; empty values are left out.
    pub facts: Vec<(String, String)>,
}

/// A key figure.
pub struct Figure {
    pub value: String,
    pub label: String,
    /// What it is compared with; may be empty.
    pub note: String,
}

/// Who signs.
pub struct Signer {
    pub role: String,
    /// Printed below the line, if known.
    pub name: String,
}

impl Paper {
    /// A cover: two rising steps, kind, title, picture, facts.
    pub fn cover(&mut self, cover: Cover) {
        let size = self.sheet();
        self.pages.push(Page::new(size, true));
        let width = size.0 - 2.0 * MARGIN;
        self.page().fill(&rounded(MARGIN, 78.0, 15.0, 11.0, 3.0), Colour::SKY);
        self.page().fill(&rounded(MARGIN + 17.0, 66.0, 15.0, 23.0, 3.0), Colour::SUN);
        self.page().text(MARGIN + 42.0, 86.0, "BirQadam", Style::BODY.strong().sized(13.0));
        let kind = Style::BODY.muted().sized(13.0);
        self.page().text(MARGIN, 146.0, &shorten(kind, &cover.kind, width), kind);
        // A long title is set smaller, so that picture and facts still have their place.
        let (style, lines) = fitting(&cover.title, width);
        let mut y = 158.0;
        for line in &lines {
            self.page().text(MARGIN, y + style.ascent(), line, style);
            y += style.leading();
        }
        y += 18.0;
        let facts: Vec<_> = cover.facts.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        if let Some(picture) = cover.picture {
            let room = size.1 - 70.0 - y - facts.len() as f32 * 32.0;
            let (w, h) = picture.fitting(width, room.clamp(120.0, 380.0));
            let index = self.keep(picture);
            self.page().picture(index, (MARGIN, y, w, h));
            y += h + 20.0;
        }
        for (label, value) in facts {
            let value_style = Style::BODY.sized(11.0);
            let lines = wrap(value_style, &value, width - 150.0);
            self.page().text(MARGIN, y + value_style.ascent(), &shorten(Style::NOTE, &label, 140.0), Style::NOTE);
            for line in lines.iter().take(3) {
                self.page().text(MARGIN + 150.0, y + value_style.ascent(), line, value_style);
                y += value_style.leading();
            }
            y += 6.0;
        }
    }

    /// Key figures side by side, up to four in a row.
    pub fn figures(&mut self, figures: &[Figure]) {
        const GAP: f32 = 10.0;
        let per_row = figures.len().clamp(1, 4);
        let width = (self.width() - GAP * (per_row - 1) as f32) / per_row as f32;
        let (big, label, note) = (Style::BODY.strong().sized(20.0), Style::SMALL, Style::NOTE.sized(7.5));
        for row in figures.chunks(per_row) {
            let cells: Vec<_> = row
                .iter()
                .map(|figure| {
                    let big = shrunk(big, &figure.value, width - 20.0);
                    let notes = if figure.note.is_empty() { vec![] } else { wrap(note, &figure.note, width - 20.0) };
                    (big, &figure.value, wrap(label, &figure.label, width - 20.0), notes)
                })
                .collect();
            let tall = |(_, _, labels, notes): &(Style, &String, Vec<String>, Vec<String>)| {
                42.0 + labels.len() as f32 * label.leading() + notes.len() as f32 * note.leading()
            };
            let height = cells.iter().map(tall).fold(0.0, f32::max);
            self.need(height);
            let top = self.y;
            for (index, (big, value, labels, notes)) in cells.into_iter().enumerate() {
                let x = MARGIN + index as f32 * (width + GAP);
                let page = self.page();
                page.fill(&rounded(x, top, width, height, 6.0), Colour::SUNKEN);
                page.text(x + 10.0, top + 28.0, value, big);
                let mut y = top + 34.0;
                for (style, lines) in [(label, labels), (note, notes)] {
                    for line in lines {
                        page.text(x + 10.0, y + style.ascent(), &line, style);
                        y += style.leading();
                    }
                }
            }
            self.y += height + GAP;
        }
    }

    /// `(label, value)` below each other; empty values are left out.
    pub fn facts(&mut self, facts: &[(String, String)]) {
        let label_width = (self.width() * 0.3).min(150.0);
        for (label, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
            let labels = wrap(Style::BODY.muted(), label, label_width - 8.0);
            let values = wrap(Style::BODY, value, self.width() - label_width);
            for index in 0..labels.len().max(values.len()) {
                self.need(Style::BODY.leading());
                let y = self.y + Style::BODY.ascent();
                if let Some(line) = labels.get(index) {
                    self.page().text(MARGIN, y, line, Style::BODY.muted());
                }
                if let Some(line) = values.get(index) {
                    self.page().text(MARGIN + label_width, y, line, Style::BODY);
                }
                self.y += Style::BODY.leading();
            }
            self.space(3.0);
        }
    }

    /// Lines to sign on, two in a row, never apart from each other's label.
    pub fn signatures(&mut self, signers: &[Signer], signature: &str, name: &str, date: &str) {
        const GAP: f32 = 30.0;
        let width = (self.width() - GAP) / 2.0;
        for row in signers.chunks(2) {
            self.space(14.0);
            self.need(96.0);
            let top = self.y;
            for (index, signer) in row.iter().enumerate() {
                let x = MARGIN + index as f32 * (width + GAP);
                let page = self.page();
                let role = Style::BODY.strong();
                page.text(x, top + role.ascent(), &shorten(role, &signer.role, width), role);
                let rule = top + 58.0;
                let mut left = x;
                for (share, label) in [(0.3, signature), (0.46, name), (0.24, date)] {
                    let wide = width * share - 8.0;
                    page.line(&[(left, rule), (left + wide, rule)], 0.6, Colour::INK);
                    page.text(left, rule + 10.0, &shorten(Style::NOTE, label, wide), Style::NOTE);
                    left += width * share;
                }
                let (small, left) = (Style::SMALL, x + width * 0.3);
                for (index, line) in wrap(small, &signer.name, width * 0.46 - 8.0).iter().take(3).rev().enumerate() {
                    page.text(left, rule - 3.0 - index as f32 * small.leading(), line, small);
                }
            }
            self.y += 84.0;
        }
    }
}

/// The largest style in which the title takes at most six lines, and the lines.
fn fitting(title: &str, width: f32) -> (Style, Vec<String>) {
    let style = Style { weight: Weight::Strong, size: 30.0, colour: Colour::INK };
    for size in [30.0, 24.0, 18.0, 14.0] {
        let lines = wrap(style.sized(size), title, width);
        if lines.len() <= 6 {
            return (style.sized(size), lines);
        }
    }
    let mut lines = wrap(style.sized(11.0), title, width);
    lines.truncate(16);
    (style.sized(11.0), lines)
}

/// Smaller, so that it fits on one line; not below six points.
fn shrunk(style: Style, text: &str, width: f32) -> Style {
    let wide = width_of(style, text);
    if wide <= width { style } else { style.sized((style.size * width / wide).max(6.0)) }
}

/// How wide a chip is.
pub(crate) fn chip_width(style: Style, text: &str) -> f32 {
    width_of(style, text) + style.size + 13.0
}

/// A status: icon and word on a tint.
pub(crate) fn chip(page: &mut Page, x: f32, y: f32, style: Style, tone: Tone, text: &str) {
    let (height, colour) = (style.size + 5.0, tone.colour());
    page.fill(&rounded(x, y, chip_width(style, text), height, height / 2.0), colour.tint(0.12));
    icon(page, x + 5.0, y + height / 2.0 - style.size * 0.4, style.size * 0.8, tone);
    page.text(x + style.size + 7.0, y + style.size + 0.4, text, style.coloured(colour));
}

fn icon(page: &mut Page, x: f32, y: f32, side: f32, tone: Tone) {
    let colour = tone.colour();
    let at = |part: (f32, f32)| (x + part.0 * side, y + part.1 * side);
    let strokes: &[&[(f32, f32)]] = match tone {
        Tone::Good => &[&[(0.05, 0.55), (0.4, 0.9), (1.0, 0.15)]],
        Tone::Bad => &[&[(0.1, 0.1), (0.9, 0.9)], &[(0.9, 0.1), (0.1, 0.9)]],
        Tone::Returned => &[&[(0.95, 0.9), (0.95, 0.45), (0.1, 0.45)], &[(0.4, 0.1), (0.1, 0.45), (0.4, 0.8)]],
        Tone::Waiting => &[&[(0.15, 0.05), (0.85, 0.05), (0.15, 0.95), (0.85, 0.95), (0.15, 0.05)]],
        Tone::Muted => &[&[(0.1, 0.9), (0.2, 0.6), (0.75, 0.05), (0.95, 0.25), (0.4, 0.8), (0.1, 0.9)]],
        Tone::Active => return page.fill(&sector(at((0.5, 0.5)), side * 0.35, 0.0, 1.0), colour),
    };
    for stroke in strokes {
        let points: Vec<_> = stroke.iter().copied().map(at).collect();
        page.line(&points, 1.0, colour);
    }
}

/// A frame with words in its middle, for a picture that is not there.
pub(crate) fn placeholder(page: &mut Page, (x, y, width, height): (f32, f32, f32, f32), text: &str) {
    page.fill(&corners(x, y, width, height), Colour::SUNKEN);
    page.outline(&corners(x, y, width, height), 0.6, Colour::LINE, true);
    let lines = wrap(Style::NOTE, text, width - 16.0);
    let mut line_y = y + (height - lines.len() as f32 * Style::NOTE.leading()) / 2.0;
    for line in &lines {
        let left = x + (width - width_of(Style::NOTE, line)) / 2.0;
        page.text(left, line_y + Style::NOTE.ascent(), line, Style::NOTE);
        line_y += Style::NOTE.leading();
    }
}
