//! Tables that flow over pages: the header is repeated, cells wrap, a row is never cut unless it is
//! higher than a whole page.

use crate::page::MARGIN;
use crate::parts::{chip, chip_width};
use crate::{Colour, Paper, Style, Tone, shorten, width_of, wrap};

const PAD: f32 = 4.0;
const CELL: Style = Style::SMALL;
const HEAD: Style = Style::NOTE.sized(8.0).strong();

/// A column; `share` is its part of the width beside the other columns' shares.
#[derive(Clone)]
pub struct Column {
    pub title: String,
    pub share: f32,
    /// Numbers stand right.
    pub right: bool,
}

impl Column {
    pub fn text(title: impl Into<String>, share: f32) -> Self {
        Column { title: title.into(), share, right: false }
    }

    pub fn number(title: impl Into<String>, share: f32) -> Self {
        Column { title: title.into(), share, right: true }
    }
}

/// What stands in a row below a column.
#[derive(Clone)]
pub enum Cell {
    Text(String),
    Strong(String),
    Status(Tone, String),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }
}

/// A table in the making.
pub struct Table {
    columns: Vec<Column>,
    rows: usize,
    /// Left edge and width of each column.
    places: Vec<(f32, f32)>,
}

impl Table {
    /// Begins with the header, which is kept together with the first row.
    pub fn begin(paper: &mut Paper, columns: Vec<Column>) -> Self {
        paper.need(70.0);
        let shares: f32 = columns.iter().map(|column| column.share).sum::<f32>().max(f32::MIN_POSITIVE);
        let mut x = MARGIN;
        let places = columns.iter().map(|column| {
            let width = column.share / shares * paper.width();
            x += width;
            (x - width, width)
        });
        let table = Table { places: places.collect(), columns, rows: 0 };
        table.header(paper);
        table
    }

    fn header(&self, paper: &mut Paper) {
        let titles: Vec<_> = self
            .columns
            .iter()
            .zip(&self.places)
            .map(|(column, place)| wrap(HEAD, &column.title, place.1 - 2.0 * PAD))
            .collect();
        let lines = titles.iter().map(Vec::len).max().unwrap_or(1);
        let height = lines as f32 * HEAD.leading() + 6.0;
        paper.need(height);
        let top = paper.y;
        for ((column, place), title) in self.columns.iter().zip(&self.places).zip(&titles) {
            for (index, line) in title.iter().enumerate() {
                // At the foot of the header, beside the other titles' last lines.
                let y = top + (lines - title.len() + index) as f32 * HEAD.leading() + HEAD.ascent();
                paper.page().text(left(column, *place, HEAD, line), y, line, HEAD);
            }
        }
        paper.y += height;
        rule(paper, 0.9, Colour::MUTED);
    }

    /// Adds a row. Cells beyond the columns are left out, missing ones are empty.
    pub fn row(&mut self, paper: &mut Paper, cells: Vec<Cell>) {
        self.rows += 1;
        let lines: Vec<_> =
            cells.iter().zip(&self.places).map(|(cell, place)| cell.lines(place.1 - 2.0 * PAD)).collect();
        let tallest = lines.iter().map(Vec::len).max().unwrap_or(1);
        let full = ((paper.height() - 60.0) / CELL.leading()) as usize;
        let mut done = 0;
        while done < tallest {
            // Only what is higher than a page is ever cut, and then between lines.
            let part = (tallest - done).min(full.max(1));
            let height = part as f32 * CELL.leading() + 6.0;
            if paper.room() < height {
                paper.next_page();
                self.header(paper);
            }
            let top = paper.y + 3.0;
            for (((cell, lines), place), column) in cells.iter().zip(&lines).zip(&self.places).zip(&self.columns) {
                for (index, line) in lines.iter().skip(done).take(part).enumerate() {
                    let y = top + index as f32 * CELL.leading();
                    match cell {
                        Cell::Status(tone, _) => {
                            chip(paper.page(), place.0 + PAD - 2.0, y - 1.0, CELL.sized(8.0), *tone, line);
                        }
                        Cell::Text(_) => {
                            paper.page().text(left(column, *place, CELL, line), y + CELL.ascent(), line, CELL);
                        }
                        Cell::Strong(_) => {
                            let strong = CELL.strong();
                            paper.page().text(left(column, *place, strong, line), y + CELL.ascent(), line, strong);
                        }
                    }
                }
            }
            paper.y += height;
            done += part;
        }
        rule(paper, 0.4, Colour::LINE);
    }

    /// Ends the table; without any row it says why it is empty.
    pub fn end(self, paper: &mut Paper, nothing: &str) {
        if self.rows == 0 {
            paper.space(4.0);
            paper.text(Style::NOTE, nothing);
        }
        paper.space(8.0);
    }
}

impl Cell {
    fn lines(&self, width: f32) -> Vec<String> {
        match self {
            Cell::Text(text) => wrap(CELL, text, width),
            Cell::Strong(text) => wrap(CELL.strong(), text, width),
            Cell::Status(_, text) => {
                let style = CELL.sized(8.0);
                vec![shorten(style, text, width - chip_width(style, "") + 4.0)]
            }
        }
    }
}

fn left(column: &Column, place: (f32, f32), style: Style, line: &str) -> f32 {
    if column.right { place.0 + place.1 - PAD - width_of(style, line) } else { place.0 + PAD }
}

fn rule(paper: &mut Paper, thickness: f32, colour: Colour) {
    let (y, right) = (paper.y, MARGIN + paper.width());
    paper.page().line(&[(MARGIN, y), (right, y)], thickness, colour);
}
