//! Photos with captions, in a grid that flows over pages; a row is never cut.

use crate::page::MARGIN;
use crate::parts::placeholder;
use crate::{Paper, Picture, Style, wrap};

const GAP: f32 = 14.0;
/// A caption longer than this is cut, so that a row always fits on a page.
const CAPTION_LINES: usize = 14;

/// A photo with its words.
pub struct PhotoBox {
    /// Nothing when it is not there any more.
    pub picture: Option<Picture>,
    /// Said in place of a missing picture.
    pub missing: String,
    /// First line of the caption, in bold.
    pub title: String,
    /// Further lines.
    pub lines: Vec<String>,
}

/// Places photos in rows. A row is drawn as soon as it is full: what was placed is kept only as
/// the JPEG that goes into the file.
pub struct PhotoGrid {
    per_row: usize,
    waiting: Vec<PhotoBox>,
}

impl PhotoGrid {
    pub fn new(per_row: usize) -> Self {
        PhotoGrid { per_row: per_row.max(1), waiting: Vec::new() }
    }

    /// How large a picture is shown: what [`Picture::fit`] should be asked for.
    pub fn cell(&self, paper: &Paper) -> (f32, f32) {
        let width = (paper.width() - GAP * (self.per_row - 1) as f32) / self.per_row as f32;
        (width, width * 0.75)
    }

    pub fn add(&mut self, paper: &mut Paper, photo: PhotoBox) {
        self.waiting.push(photo);
        if self.waiting.len() == self.per_row {
            self.draw(paper);
        }
    }

    pub fn end(mut self, paper: &mut Paper) {
        self.draw(paper);
    }

    fn draw(&mut self, paper: &mut Paper) {
        let (width, height) = self.cell(paper);
        let (title_style, line_style) = (Style::SMALL.strong(), Style::NOTE.sized(8.0));
        let row: Vec<_> = self
            .waiting
            .drain(..)
            .map(|photo| {
                let titles = wrap(title_style, &photo.title, width).into_iter().map(|line| (title_style, line));
                let lines = photo.lines.iter().filter(|line| !line.is_empty());
                let lines = lines.flat_map(|line| wrap(line_style, line, width)).map(|line| (line_style, line));
                let mut caption: Vec<(Style, String)> = titles.take(4).chain(lines).collect();
                if caption.len() > CAPTION_LINES {
                    caption.truncate(CAPTION_LINES);
                    if let Some((_, last)) = caption.last_mut() {
                        last.push('…');
                    }
                }
                (photo.picture, photo.missing, caption)
            })
            .collect();
        let tall = |caption: &[(Style, String)]| caption.iter().map(|(style, _)| style.leading()).sum::<f32>();
        let captions = row.iter().map(|(_, _, caption)| tall(caption)).fold(0.0, f32::max);
        if row.is_empty() {
            return;
        }
        paper.need(height + 4.0 + captions);
        let top = paper.y;
        for (index, (picture, missing, caption)) in row.into_iter().enumerate() {
            let x = MARGIN + index as f32 * (width + GAP);
            match picture {
                Some(picture) => {
                    let (w, h) = picture.fitting(width, height);
                    let number = paper.keep(picture);
                    // At the foot of its place, so that the caption stands right below.
                    paper.page().picture(number, (x, top + height - h, w, h));
                }
                None => placeholder(paper.page(), (x, top, width, height), &missing),
            }
            let mut y = top + height + 4.0;
            for (style, line) in caption {
                paper.page().text(x, y + style.ascent(), &line, style);
                y += style.leading();
            }
        }
        paper.y = top + height + 4.0 + captions + 12.0;
    }
}
