//! The value of a column in a row, typed, so that the page, CSV, XLSX and JSON each write it their
//! own way.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::money::Money;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    Text,
    /// A text with an address: the record's page, a person's. The text may be a value of ours.
    Link,
    Number,
    /// A number of bytes.
    Bytes,
    /// A number with digits after the point.
    Decimal,
    /// An average of one to five stars.
    Stars,
    Day,
    /// A moment.
    Time,
    /// Minor units of the platform's currency.
    Money,
    /// A value of ours with words in each language: a status, a kind.
    Code,
    /// Several such values.
    Codes,
    Flag,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Cell {
    /// Nothing known.
    Empty,
    Text(String),
    Link {
        text: String,
        href: String,
    },
    Number(i64),
    Bytes(i64),
    Decimal(f64),
    Stars(f64),
    Day(NaiveDate),
    Time(DateTime<Utc>),
    Money(Money),
    Code(String),
    Codes(Vec<String>),
    Flag(bool),
}

impl Cell {
    /// The bare value for the JSON API; money as `{"minor", "currency"}`.
    pub fn to_json(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Text(text) | Cell::Code(text) | Cell::Link { text, .. } => json!(text),
            Cell::Number(number) | Cell::Bytes(number) => json!(number),
            Cell::Decimal(number) | Cell::Stars(number) => json!(number),
            Cell::Day(day) => json!(day),
            Cell::Time(time) => json!(time),
            Cell::Money(money) => json!(money),
            Cell::Codes(codes) => json!(codes),
            Cell::Flag(flag) => json!(flag),
        }
    }
}
