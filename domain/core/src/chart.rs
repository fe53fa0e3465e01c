//! A chart as data. The browser draws it with ECharts, paper as vectors, a spreadsheet natively,
//! and everywhere it is also a table: no figure is only a picture.

use serde::{Deserialize, Serialize};

/// How the values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Side by side per category.
    Bar,
    /// Series on top of each other: parts of a whole that changes.
    Stacked,
    /// Over time; the categories are periods in order.
    Line,
    /// Parts of one whole: the first series only.
    Pie,
    /// Steps that each keep a part of the one before: the first series only.
    Funnel,
}

/// What a value is, so that it is written right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole things: people, tasks, reports.
    Count,
    /// A share, 0 to 1.
    Share,
    /// An average of stars, 1 to 5.
    Stars,
    /// A length of time in seconds.
    Seconds,
    /// Hours of work.
    Hours,
    /// Minor units of an ISO 4217 currency.
    Money(String),
}

/// One place on the axis, or one slice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// In the reader's language: `20.11.2026`, «Алматы».
    pub label: String,
    /// The filtered list behind it, a path of ours.
    pub href: Option<String>,
}

/// One row of values, one per category; `None` where nothing is known (not zero).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    pub label: String,
    pub values: Vec<Option<f64>>,
    /// The filtered lists behind single values; empty, or one per value.
    pub hrefs: Vec<Option<String>>,
    /// From this category on the values are a forecast and drawn and said so.
    pub forecast_from: Option<usize>,
}

/// A chart with its words in the reader's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Stable name, unique on its page: `reports_by_week`. The element's id.
    pub name: String,
    pub title: String,
    /// What the figures mean and do not mean, one sentence; may be empty.
    pub note: String,
    pub kind: ChartKind,
    pub unit: Unit,
    /// Heading of the categories in the table: «Неделя», «Город».
    pub category_title: String,
    pub categories: Vec<Category>,
    pub series: Vec<Series>,
}

impl Chart {
    /// Whether there is nothing to draw: no value, or only zeros.
    pub fn is_empty(&self) -> bool {
        self.series.iter().flat_map(|series| &series.values).all(|value| value.unwrap_or(0.0) == 0.0)
    }

    /// The sum of a series, of what is known.
    pub fn total(&self, series: usize) -> f64 {
        self.series.get(series).map_or(0.0, |series| series.values.iter().flatten().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: Vec<Option<f64>>) -> Chart {
        Chart {
            name: "reports".into(),
            title: "Reports".into(),
            note: String::new(),
            kind: ChartKind::Bar,
            unit: Unit::Count,
            category_title: "Week".into(),
            categories: Vec::new(),
            series: vec![Series { label: "All".into(), values, hrefs: Vec::new(), forecast_from: None }],
        }
    }

    #[test]
    fn nothing_but_zeros_is_empty() {
        assert!(chart(vec![]).is_empty());
        assert!(chart(vec![None, Some(0.0)]).is_empty());
        assert!(!chart(vec![None, Some(2.0)]).is_empty());
    }

    #[test]
    fn the_total_skips_what_is_unknown() {
        assert_eq!(chart(vec![Some(1.0), None, Some(2.5)]).total(0), 3.5);
        assert_eq!(chart(vec![]).total(7), 0.0);
    }
}
