//! From columns of a row to cells.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Row as _, postgres::PgRow};

use super::declare::ColumnSql;
use crate::{
    list::{Cell, CellKind},
    money::Money,
};

/// Reads the cell at `index`; a link's address stands in the column after it.
pub(super) fn read(row: &PgRow, index: usize, kind: CellKind, sql: &ColumnSql) -> Result<Cell, sqlx::Error> {
    let cell = match kind {
        CellKind::Text => {
            let text = row.try_get::<Option<String>, _>(index)?;
            text.map(|text| Cell::Text(sql.clean.map_or_else(|| text.clone(), |clean| clean(&text))))
        }
        CellKind::Code => row.try_get::<Option<String>, _>(index)?.map(Cell::Code),
        CellKind::Number => row.try_get::<Option<i64>, _>(index)?.map(Cell::Number),
        CellKind::Bytes => row.try_get::<Option<i64>, _>(index)?.map(Cell::Bytes),
        CellKind::Decimal => row.try_get::<Option<f64>, _>(index)?.map(Cell::Decimal),
        CellKind::Stars => row.try_get::<Option<f64>, _>(index)?.map(Cell::Stars),
        CellKind::Day => row.try_get::<Option<NaiveDate>, _>(index)?.map(Cell::Day),
        CellKind::Time => row.try_get::<Option<DateTime<Utc>>, _>(index)?.map(Cell::Time),
        CellKind::Flag => row.try_get::<Option<bool>, _>(index)?.map(Cell::Flag),
        CellKind::Codes => row.try_get::<Option<Vec<String>>, _>(index)?.map(Cell::Codes),
        CellKind::Money => row.try_get::<Option<i64>, _>(index)?.map(|minor| Cell::Money(Money::kzt(minor))),
        CellKind::Link => {
            let text = row.try_get::<Option<String>, _>(index)?;
            let href = row.try_get::<Option<String>, _>(index + 1)?;
            match (text, href) {
                (Some(text), Some(href)) => Some(Cell::Link { text, href }),
                (Some(text), None) => Some(Cell::Text(text)),
                (None, _) => None,
            }
        }
    };
    Ok(cell.unwrap_or(Cell::Empty))
}
