//! Public reads of the API carry a weak `ETag` over their content, and who shows it again
//! (`If-None-Match`) is answered 304 without a body: an app that looks every few seconds costs
//! next to nothing on a mobile line.

use std::hash::{DefaultHasher, Hasher};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use birqadam_core::ssr::db_error::internal;

use super::error::ApiError;
use super::visitor_cache::is_public;

/// Public answers are far smaller; the visitors' cache takes no larger ones either.
const BODY_MAX: usize = 4 * 1024 * 1024;

/// Middleware inside the visitors' cache: puts the tag on.
pub async fn stamp(request: Request, next: Next) -> Response {
    let concerned = request.method() == Method::GET && is_public(request.uri().path());
    let response = next.run(request).await;
    if !concerned || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = match to_bytes(body, BODY_MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return ApiError(internal(&error)).into_response(),
    };
    let mut hasher = DefaultHasher::new();
    hasher.write(&bytes);
    let version = parts.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
    if let Ok(tag) = HeaderValue::try_from(tag(version, hasher.finish())) {
        parts.headers.insert(header::ETAG, tag);
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The record's version stays in front, so that the same tag serves `If-Match`; what it alone
/// does not tell (places taken, for example) is in the hash behind.
fn tag(version: Option<&str>, hash: u64) -> String {
    match version {
        Some(version) => format!("W/\"{}-{hash:x}\"", version.trim_matches('"')),
        None => format!("W/\"{hash:x}\""),
    }
}

/// Middleware outside the visitors' cache: leaves the body away when the caller has it already.
pub async fn compare(request: Request, next: Next) -> Response {
    let concerned = request.method() == Method::GET && request.uri().path().starts_with("/api/");
    let known = concerned.then(|| request.headers().get(header::IF_NONE_MATCH).cloned()).flatten();
    let mut response = next.run(request).await;
    let Some(known) = known else { return response };
    if response.status() == StatusCode::OK && matches(&known, response.headers()) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    response
}

/// The weak comparison of RFC 9110, 13.1.2.
fn matches(known: &HeaderValue, headers: &HeaderMap) -> bool {
    let text = |value: &HeaderValue| value.to_str().ok().map(str::to_owned);
    let (Some(known), Some(current)) = (text(known), headers.get(header::ETAG).and_then(text)) else { return false };
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let current = opaque(&current);
    known.trim() == "*" || known.split(',').any(|tag| opaque(tag) == current)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_matches_itself_weak_or_strong_and_in_a_list() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ETAG, HeaderValue::from_static("W/\"7-ab\""));
        let table = [
            ("W/\"7-ab\"", true),
            ("\"7-ab\"", true),
            ("\"1\", W/\"7-ab\" , \"2\"", true),
            ("*", true),
            ("\"7\"", false),
            ("7-ab", false),
            ("", false),
        ];
        for (known, expected) in table {
            assert_eq!(matches(&HeaderValue::from_static(known), &headers), expected, "{known}");
        }
        assert!(!matches(&HeaderValue::from_static("\"7-ab\""), &HeaderMap::new()));
    }
}
