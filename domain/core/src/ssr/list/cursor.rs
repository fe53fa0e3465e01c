//! Where a page begins: a row by its sort key and id, and to which side of it the page lies. For one
//! order only.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Row as _, postgres::PgRow};

use super::declare::{SortSql, SortType};
use crate::{Error, FieldCode, Result, list::Sort};

/// A sort key as it comes from the database and goes back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Null,
    Text(String),
    Int(i64),
    Float(f64),
    Day(NaiveDate),
    Time(DateTime<Utc>),
}

/// A row's place in an order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Position {
    pub key: Key,
    pub id: i64,
}

/// To which side of a row a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    /// After it.
    Next,
    /// Before it.
    Previous,
}

/// What a page's `cursor` says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    pub row: Position,
    pub toward: Toward,
}

/// As it travels: the order (with `<` before it for the page before), the key as text (null stays
/// null), the id, and a sum that tells an edited one.
#[derive(Serialize, Deserialize)]
struct Travelling(String, Option<String>, i64, u32);

impl Key {
    /// Reads the column `_key` of a row.
    pub(super) fn of_row(row: &PgRow, by: SortType) -> Result<Self, sqlx::Error> {
        let key = match by {
            SortType::Text => row.try_get::<Option<String>, _>("_key")?.map(Key::Text),
            SortType::Int => row.try_get::<Option<i64>, _>("_key")?.map(Key::Int),
            SortType::Float => row.try_get::<Option<f64>, _>("_key")?.map(Key::Float),
            SortType::Day => row.try_get::<Option<NaiveDate>, _>("_key")?.map(Key::Day),
            SortType::Time => row.try_get::<Option<DateTime<Utc>>, _>("_key")?.map(Key::Time),
        };
        Ok(key.unwrap_or(Key::Null))
    }

    fn print(&self) -> Option<String> {
        match self {
            Key::Null => None,
            Key::Text(text) => Some(text.clone()),
            Key::Int(number) => Some(number.to_string()),
            // The shortest text that reads back as the same number.
            Key::Float(number) => Some(format!("{number:?}")),
            Key::Day(day) => Some(day.to_string()),
            Key::Time(time) => Some(time.timestamp_micros().to_string()),
        }
    }

    fn parse(text: &str, by: SortType) -> Option<Self> {
        Some(match by {
            SortType::Text => Key::Text(text.to_owned()).filter(!text.contains('\0'))?,
            SortType::Int => Key::Int(text.parse().ok()?),
            SortType::Float => Key::Float(text.parse().ok()?),
            SortType::Day => Key::Day(text.parse().ok()?),
            SortType::Time => Key::Time(DateTime::from_timestamp_micros(text.parse().ok()?)?),
        })
    }

    fn filter(self, keep: bool) -> Option<Self> {
        keep.then_some(self)
    }
}

impl Start {
    pub(super) fn encode(&self, sort: &Sort) -> String {
        let (order, key, id) = (self.toward.mark(sort), self.row.key.print(), self.row.id);
        let sum = sum(&order, key.as_deref(), id);
        let json = serde_json::to_vec(&Travelling(order, key, id, sum)).unwrap_or_default();
        BASE64_URL_SAFE_NO_PAD.encode(json)
    }

    /// # Errors
    /// [`Error::Invalid`] at `cursor` when we did not make it, or not for this order.
    pub(super) fn decode(text: &str, sort: &Sort, sql: &SortSql) -> Result<Self> {
        Self::read(text, sort, sql).ok_or_else(|| Error::field("cursor", FieldCode::Malformed))
    }

    fn read(text: &str, sort: &Sort, sql: &SortSql) -> Option<Self> {
        let json = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let Travelling(order, key, id, told) = serde_json::from_slice(&json).ok()?;
        let toward = [Toward::Next, Toward::Previous].into_iter().find(|toward| toward.mark(sort) == order)?;
        if told != sum(&order, key.as_deref(), id) {
            return None;
        }
        let key = match key {
            Some(key) => Key::parse(&key, sql.by)?,
            None => Key::Null.filter(sql.nullable)?,
        };
        Some(Start { row: Position { key, id }, toward })
    }
}

impl Toward {
    /// The order as it travels.
    fn mark(self, sort: &Sort) -> String {
        match self {
            Toward::Next => sort.to_string(),
            Toward::Previous => format!("<{sort}"),
        }
    }
}

/// FNV-1a. Against slips, not against malice: a made-up position shows nothing that the list does
/// not show anyway.
fn sum(sort: &str, key: Option<&str>, id: i64) -> u32 {
    let key = key.map_or(vec![0], |key| [&[1], key.as_bytes()].concat());
    let bytes = sort.bytes().chain(key).chain(id.to_be_bytes());
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sort() -> Sort {
        Sort { column: "name".into(), descending: true }
    }

    fn sql(by: SortType) -> SortSql {
        SortSql { expr: "name", by, nullable: true }
    }

    fn start(toward: Toward) -> Start {
        Start { row: Position { key: Key::Text("Айгуль".into()), id: 7 }, toward }
    }

    proptest! {
        #[test]
        fn a_position_survives_the_journey(text in "[^\0]{0,40}", number: i64, float in -1e300..1e300f64, id: i64) {
            let keys = [
                (Key::Text(text), SortType::Text), (Key::Int(number), SortType::Int),
                (Key::Float(float), SortType::Float), (Key::Null, SortType::Day),
            ];
            for (key, by) in keys {
                for toward in [Toward::Next, Toward::Previous] {
                    let start = Start { row: Position { key: key.clone(), id }, toward };
                    prop_assert_eq!(Start::decode(&start.encode(&sort()), &sort(), &sql(by)), Ok(start));
                }
            }
        }

        #[test]
        fn an_edited_one_is_refused(text: String, at in 0usize..30, letter in "[A-Za-z0-9]", back: bool) {
            prop_assert!(Start::decode(&text, &sort(), &sql(SortType::Text)).is_err());
            let good = start(if back { Toward::Previous } else { Toward::Next }).encode(&sort());
            let mut edited = good.clone();
            edited.replace_range(at..=at, &letter);
            if edited != good {
                prop_assert!(Start::decode(&edited, &sort(), &sql(SortType::Text)).is_err());
            }
        }
    }

    #[test]
    fn it_holds_for_its_own_order_only() {
        for toward in [Toward::Next, Toward::Previous] {
            let cursor = start(toward).encode(&sort());
            let others = [("email", true), ("name", false), ("<name", true)];
            for (column, descending) in others {
                let other = Sort { column: column.into(), descending };
                assert!(Start::decode(&cursor, &other, &sql(SortType::Text)).is_err(), "{column}");
            }
        }
    }

    #[test]
    fn its_side_cannot_be_turned() {
        let json = BASE64_URL_SAFE_NO_PAD.decode(start(Toward::Next).encode(&sort())).unwrap();
        let turned = String::from_utf8(json).unwrap().replace("-name", "<-name");
        assert!(Start::decode(&BASE64_URL_SAFE_NO_PAD.encode(turned), &sort(), &sql(SortType::Text)).is_err());
    }
}
