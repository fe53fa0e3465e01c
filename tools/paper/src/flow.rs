//! The cursor that goes down the page and on to the next: headings and running text.

use birqadam_core::Locale;
use birqadam_core::chart::Unit;
use chrono::{DateTime, Utc};

use crate::page::{A4, MARGIN, Page, Target};
use crate::{Colour, Picture, Style, wrap};

/// Where the text begins below the header, and ends above the footer.
const TOP: f32 = 68.0;
const BOTTOM: f32 = 58.0;

/// The document as a whole.
#[derive(Clone)]
pub struct About {
    pub title: String,
    /// Whose document it is: beside the title in the header.
    pub author: String,
    pub subject: String,
    pub locale: Locale,
    pub issued: DateTime<Utc>,
    /// In the footer: `Сформирован 21 ноября 2026`.
    pub footer: String,
    pub words: Words,
}

/// What the layout itself has to say, in the document's language.
#[derive(Clone)]
pub struct Words {
    pub contents: String,
    /// `Страница 2 из 10`.
    pub page_of: fn(Locale, usize, usize) -> String,
    /// A value as people write it: `1 250`, `4,8`, `3 часа`.
    pub value: fn(Locale, &Unit, f64) -> String,
    pub forecast: String,
    pub total: String,
    pub no_data: String,
}

/// A heading that stands in the contents.
pub(crate) struct Heading {
    pub level: u8,
    pub text: String,
    /// Index of its page, before the contents come in.
    pub page: usize,
    pub y: f32,
}

/// A document in the making.
pub struct Paper {
    pub(crate) about: About,
    pub(crate) pages: Vec<Page>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) pictures: Vec<Picture>,
    /// Before which page the contents belong.
    pub(crate) contents_at: Option<usize>,
    /// Where the next thing begins.
    pub(crate) y: f32,
    landscape: bool,
}

impl Paper {
    pub fn new(about: About) -> Self {
        Paper {
            about,
            pages: Vec::new(),
            headings: Vec::new(),
            pictures: Vec::new(),
            contents_at: None,
            y: TOP,
            landscape: false,
        }
    }

    pub fn locale(&self) -> Locale {
        self.about.locale
    }

    pub(crate) fn sheet(&self) -> (f32, f32) {
        if self.landscape { (A4.1, A4.0) } else { A4 }
    }

    /// How wide text is on the present page.
    pub fn width(&self) -> f32 {
        self.pages.last().map_or(self.sheet().0, |page| page.size.0) - 2.0 * MARGIN
    }

    /// How high the text of a page can be.
    pub(crate) fn height(&self) -> f32 {
        self.sheet().1 - TOP - BOTTOM
    }

    /// What is left of this page.
    pub fn room(&self) -> f32 {
        match self.pages.last() {
            Some(page) if !page.bare => page.size.1 - BOTTOM - self.y,
            _ => 0.0,
        }
    }

    /// What follows is on pages held upright or lying, from the next page on.
    pub fn turn(&mut self, landscape: bool) {
        if self.landscape != landscape {
            self.landscape = landscape;
            self.next_page();
        }
    }

    pub fn next_page(&mut self) {
        self.pages.push(Page::new(self.sheet(), false));
        self.y = TOP;
    }

    /// Goes to the next page unless this much fits here.
    pub fn need(&mut self, height: f32) {
        let fresh = self.y <= TOP && self.pages.last().is_some_and(|page| !page.bare);
        if self.room() < height && !fresh {
            self.next_page();
        }
    }

    /// White space; none at the top of a page.
    pub fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// The page that is drawn on.
    pub(crate) fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.next_page();
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// A heading of level 1 to 3; the first two stand in the contents. It never stands alone at the
    /// foot of a page.
    pub fn heading(&mut self, level: u8, text: &str) {
        let (size, before, after, follows) = match level {
            1 => (19.0, 22.0, 8.0, 120.0),
            2 => (13.0, 16.0, 5.0, 70.0),
            _ => (10.5, 10.0, 3.0, 40.0),
        };
        let style = Style::BODY.strong().sized(size);
        let lines = wrap(style, text, self.width());
        let height = lines.len() as f32 * style.leading();
        self.space(before);
        self.need((height + follows).min(self.height()));
        if level <= 2 {
            let page = self.pages.len() - 1;
            self.headings.push(Heading { level, text: lines.join(" "), page, y: self.y });
        }
        self.lines(style, &lines);
        self.space(after);
    }

    /// Running text.
    pub fn paragraph(&mut self, text: &str) {
        self.text(Style::BODY, text);
        self.space(6.0);
    }

    /// Text in a style of its own, from margin to margin.
    pub fn text(&mut self, style: Style, text: &str) {
        let lines = wrap(style, text, self.width());
        self.lines(style, &lines);
    }

    fn lines(&mut self, style: Style, lines: &[String]) {
        for line in lines {
            self.need(style.leading());
            let y = self.y + style.ascent();
            self.page().text(MARGIN, y, line, style);
            self.y += style.leading();
        }
    }

    /// A line that leads to an address.
    pub fn link(&mut self, style: Style, text: &str, address: &str) {
        let style = style.coloured(Colour::SKY);
        for line in wrap(style, text, self.width()) {
            self.need(style.leading());
            let (y, width) = (self.y, crate::width_of(style, &line));
            let area = (MARGIN, y, width, style.leading());
            self.page().text(MARGIN, y + style.ascent(), &line, style);
            self.page().link(area, Target::Address(address.to_owned()));
            self.y += style.leading();
        }
    }

    /// Keeps a picture and gives its number.
    pub(crate) fn keep(&mut self, picture: Picture) -> usize {
        self.pictures.push(picture);
        self.pictures.len() - 1
    }

    /// The contents belong here, on pages of their own, as many as they need.
    pub fn contents(&mut self) {
        self.contents_at = Some(self.pages.len());
        self.next_page();
    }

    pub fn page_count(&self) -> usize {
        self.pages.len()
    }
}
