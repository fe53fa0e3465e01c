//! Pages of a list, by key set: a page starts after the last record of the one before, so the
//! thousandth page costs what the first does.

use serde::{Deserialize, Serialize};

use crate::{Error, FieldCode, Result};

/// One page of a list and where the next begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Opaque; pass it as `cursor` to get the next page. `None` on the last one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    pub fn empty() -> Self {
        Page { items: Vec::new(), next: None }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }

    /// Makes a page from up to `limit + 1` rows: the extra row only shows that there is more.
    pub fn from_rows(mut rows: Vec<T>, limit: i64, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() as i64 > limit;
        rows.truncate(limit as usize);
        let next = if more { rows.last().map(|row| cursor(row).encode()) } else { None };
        Page { items: rows, next }
    }
}

/// Which page is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct PageRequest {
    pub cursor: Option<String>,
    /// 1 to 100, 20 unless told.
    pub limit: Option<i64>,
}

impl PageRequest {
    pub fn limit(&self) -> i64 {
        self.limit.unwrap_or(20).clamp(1, 100)
    }

    /// # Errors
    /// [`Error::Invalid`] on field `cursor` when it was not made by us.
    pub fn cursor(&self) -> Result<Option<Cursor>> {
        match self.cursor.as_deref() {
            None | Some("") => Ok(None),
            Some(text) => Cursor::decode(text).map(Some).ok_or_else(|| Error::field("cursor", FieldCode::Malformed)),
        }
    }
}

/// The position after a record: its sort key (microseconds for times) and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub key: i64,
    pub id: i64,
}

impl Cursor {
    pub fn at(time: chrono::DateTime<chrono::Utc>, id: i64) -> Self {
        Cursor { key: time.timestamp_micros(), id }
    }

    /// The sort key as a time.
    pub fn time(&self) -> chrono::DateTime<chrono::Utc> {
        chrono::DateTime::from_timestamp_micros(self.key).unwrap_or_default()
    }

    pub fn encode(&self) -> String {
        format!("{:x}-{:x}", self.key, self.id)
    }

    pub fn decode(text: &str) -> Option<Self> {
        let (key, id) = text.split_once('-')?;
        Some(Cursor { key: i64::from_str_radix(key, 16).ok()?, id: i64::from_str_radix(id, 16).ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_survives_the_round_trip(key in 0i64.., id in 0i64..) {
            let cursor = Cursor { key, id };
            prop_assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        }

        #[test]
        fn a_cursor_edited_by_hand_is_an_error_not_a_panic(text in ".*") {
            let _ = PageRequest { cursor: Some(text), limit: None }.cursor();
        }
    }

    #[test]
    fn the_extra_row_is_cut_and_leads_to_the_next_page() {
        let page = Page::from_rows(vec![3, 2, 1], 2, |n| Cursor { key: *n, id: *n });
        assert_eq!((page.items, page.next), (vec![3, 2], Some("2-2".into())));
        let last = Page::from_rows(vec![1], 2, |n| Cursor { key: *n, id: *n });
        assert_eq!(last.next, None);
    }
}
