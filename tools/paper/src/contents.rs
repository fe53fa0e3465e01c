//! The contents, and header and footer of each page: both need to know where everything ended up.

use crate::page::{MARGIN, Page, Target};
use crate::{Colour, Paper, Style, shorten, width_of};

/// The lines of the contents begin below its title.
const FIRST: f32 = 110.0;
const LINE: f32 = 19.0;

impl Paper {
    /// Puts the contents in and shifts the headings after them.
    pub(crate) fn insert_contents(&mut self) {
        let Some(at) = self.contents_at.take() else { return };
        let size = crate::A4;
        let per_page = ((size.1 - FIRST - 60.0) / LINE) as usize;
        let count = self.headings.len().div_ceil(per_page).max(1);
        for heading in self.headings.iter_mut().filter(|heading| heading.page >= at) {
            heading.page += count;
        }
        let mut pages = Vec::new();
        for index in 0..count {
            let mut page = Page::new(size, false);
            let title = Style::BODY.strong().sized(19.0);
            page.text(MARGIN, 68.0 + title.ascent(), &self.about.words.contents, title);
            let entries = self.headings.iter().enumerate().skip(index * per_page).take(per_page);
            for (line, (number, heading)) in entries.enumerate() {
                let y = FIRST + line as f32 * LINE;
                let style = if heading.level == 1 { Style::BODY.strong() } else { Style::BODY };
                let x = MARGIN + if heading.level == 1 { 0.0 } else { 14.0 };
                let right = size.0 - MARGIN;
                let page_number = (heading.page + 1).to_string();
                let number_x = right - width_of(Style::BODY, &page_number);
                let text = shorten(style, &heading.text, right - x - 40.0);
                page.text(x, y, &text, style);
                page.text(number_x, y, &page_number, Style::BODY);
                let from = x + width_of(style, &text) + 6.0;
                page.stroke_dots(from, number_x - 6.0, y - 1.0);
                page.link((x, y - 12.0, right - x, LINE), Target::Heading(number));
            }
            pages.push(page);
        }
        self.pages.splice(at..at, pages);
    }

    /// Header and footer of all pages but covers.
    pub(crate) fn furnish(&mut self) {
        let total = self.pages.len();
        let style = Style::NOTE.sized(8.0);
        let about = &self.about;
        for (index, page) in self.pages.iter_mut().enumerate().filter(|(_, page)| !page.bare) {
            let right = page.size.0 - MARGIN;
            let author = shorten(style, &about.author, (right - MARGIN) * 0.4);
            let title = shorten(style, &about.title, (right - MARGIN) * 0.55);
            page.text(MARGIN, 40.0, &title, style);
            page.text(right - width_of(style, &author), 40.0, &author, style);
            page.line(&[(MARGIN, 47.0), (right, 47.0)], 0.4, Colour::LINE);
            let number = (about.words.page_of)(about.locale, index + 1, total);
            let foot = page.size.1 - 30.0;
            page.text(MARGIN, foot, &shorten(style, &about.footer, (right - MARGIN) * 0.7), style);
            page.text(right - width_of(style, &number), foot, &number, style);
        }
    }
}

impl Page {
    /// Leads the eye from an entry to its page.
    fn stroke_dots(&mut self, from: f32, to: f32, y: f32) {
        let mut x = (from / 5.0).ceil() * 5.0;
        let mut dots = Vec::new();
        while x < to {
            dots.push(crate::page::corners(x, y, 0.7, 0.7));
            x += 5.0;
        }
        let dots: Vec<&[(f32, f32)]> = dots.iter().map(|dot| dot.as_slice()).collect();
        if !dots.is_empty() {
            self.fill_all(&dots, Colour::MUTED);
        }
    }
}
