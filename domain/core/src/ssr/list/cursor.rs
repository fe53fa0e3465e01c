//! The position after a row: its sort key and its id, for one order only.

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

/// Where a page begins: after this row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Position {
    pub key: Key,
    pub id: i64,
}

/// As it travels: the order, the key as text (null stays null), the id, and a sum that tells an
/// edited one.
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

impl Position {
    pub(super) fn encode(&self, sort: &Sort) -> String {
        let (sort, key) = (sort.to_string(), self.key.print());
        let sum = sum(&sort, key.as_deref(), self.id);
        let json = serde_json::to_vec(&Travelling(sort, key, self.id, sum)).unwrap_or_default();
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
        if order != sort.to_string() || told != sum(&order, key.as_deref(), id) {
            return None;
        }
        let key = match key {
            Some(key) => Key::parse(&key, sql.by)?,
            None => Key::Null.filter(sql.nullable)?,
        };
        Some(Position { key, id })
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

    proptest! {
        #[test]
        fn a_position_survives_the_journey(text in "[^\0]{0,40}", number: i64, float in -1e300..1e300f64, id: i64) {
            let keys = [
                (Key::Text(text), SortType::Text), (Key::Int(number), SortType::Int),
                (Key::Float(float), SortType::Float), (Key::Null, SortType::Day),
            ];
            for (key, by) in keys {
                let position = Position { key, id };
                prop_assert_eq!(Position::decode(&position.encode(&sort()), &sort(), &sql(by)), Ok(position));
            }
        }

        #[test]
        fn an_edited_one_is_refused(text: String, at in 0usize..30, letter in "[A-Za-z0-9]") {
            prop_assert!(Position::decode(&text, &sort(), &sql(SortType::Text)).is_err());
            let good = Position { key: Key::Text("Айгуль".into()), id: 7 }.encode(&sort());
            let mut edited = good.clone();
            edited.replace_range(at..=at, &letter);
            if edited != good {
                prop_assert!(Position::decode(&edited, &sort(), &sql(SortType::Text)).is_err());
            }
        }
    }

    #[test]
    fn it_holds_for_its_own_order_only() {
        let cursor = Position { key: Key::Text("5".into()), id: 7 }.encode(&sort());
        let other = Sort { column: "email".into(), descending: true };
        assert!(Position::decode(&cursor, &other, &sql(SortType::Text)).is_err());
    }
}
