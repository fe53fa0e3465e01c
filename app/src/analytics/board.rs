//! What a dashboard shows, in the reader's words already: the browser only lays it out.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ui::Drawn;

/// Sections of figures, charts, the map, the table of cohorts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// What time it shows: «22.10.2026 – 20.11.2026, рядом с …».
    pub shown: String,
    /// The project or organizer that everything is about, where it is about one.
    pub about: Vec<About>,
    pub sections: Vec<BoardSection>,
    /// Everything that happened up to here is counted.
    pub as_of: Option<DateTime<Utc>>,
}

/// One record that a board or a document is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// «Проект».
    pub label: String,
    pub name: String,
    /// Where it can be read about.
    pub href: String,
}

impl About {
    /// «Проект: Чистый парк».
    pub fn text(&self) -> String {
        format!("{}: {}", self.label, self.name)
    }
}

/// A heading with what stands under it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardSection {
    pub title: String,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Part {
    Figures(Vec<BoardFigure>),
    Charts(Vec<Drawn>),
    Map(CityMap),
    Cohorts(CohortTable),
    /// A sentence.
    Note(String),
}

/// One number with what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardFigure {
    pub label: String,
    pub note: String,
    pub value: String,
    pub href: Option<String>,
    pub change: Option<Change>,
}

/// Against the period before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub way: Way,
    /// «на 12 % больше».
    pub text: String,
    /// «раньше: 120».
    pub before: String,
    pub mood: Mood,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    Up,
    Down,
    Level,
}

/// What a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mood {
    Good,
    Bad,
    Neither,
}

/// Cities as circles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CityMap {
    pub title: String,
    pub note: String,
    pub dots: Vec<Dot>,
}

/// One city: where, how much, which list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dot {
    pub label: String,
    pub latitude: f64,
    pub longitude: f64,
    /// 0 to 1, of the largest; the area of the circle.
    pub weight: f64,
    pub value: String,
    pub href: Option<String>,
}

/// Who came back, by month of registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CohortTable {
    pub title: String,
    pub note: String,
    pub rows: Vec<CohortRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CohortRow {
    pub month: String,
    pub href: Option<String>,
    pub registered: String,
    pub cells: Vec<CohortCell>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CohortCell {
    /// 0 to 1, the depth of the colour.
    pub share: f64,
    /// «38 %».
    pub text: String,
    /// «12 из 32».
    pub title: String,
    pub href: Option<String>,
}
