//! Versions of editable records as `ETag` and `If-Match`.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use birqadam_core::{Error, FieldCode};
use serde::Serialize;

use crate::http::extract::Json;

/// JSON with the record's version as `ETag`.
pub struct Versioned<T>(pub i64, pub T);

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.1).into_response();
        if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", self.0)) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// The version of `If-Match`, which goes before one in the body.
///
/// # Errors
/// [`Error::Invalid`] at `version` when the header was not made by us.
pub fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Error> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let tag = text.trim_start_matches("W/").trim_matches('"');
    // Public reads add a hash of their content, see `http::entity_tag`.
    let version = tag.split_once('-').map_or(tag, |(version, _)| version);
    version.parse().map(Some).map_err(|_| Error::field("version", FieldCode::Malformed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_come_back_as_they_went() {
        let table = [
            (None, Ok(None)),
            (Some("\"7\""), Ok(Some(7))),
            (Some("W/\"7\""), Ok(Some(7))),
            (Some("W/\"7-9f3c\""), Ok(Some(7))),
            (Some("*"), Ok(None)),
            (Some("\"abc\""), Err(Error::field("version", FieldCode::Malformed))),
        ];
        for (value, expected) in table {
            let mut headers = HeaderMap::new();
            if let Some(value) = value {
                headers.insert(header::IF_MATCH, HeaderValue::from_static(value));
            }
            assert_eq!(if_match(&headers), expected, "{value:?}");
        }
    }
}
