//! Middleware: how large a request may be and how long it may take.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use birqadam_core::Error;
use http_body_util::Limited;

use super::error::ApiError;
use super::upload::UPLOAD_MAX_BYTES;

/// Largest body that is not an upload.
pub const BODY_MAX_BYTES: usize = 1024 * 1024;
/// Photos come over bad mobile networks: an upload may take this many times longer.
const UPLOAD_PATIENCE: u32 = 10;

/// Refuses what says it is too large, cuts off what turns out to be, gives up what takes too long.
pub async fn enforce(State(timeout): State<Duration>, request: Request, next: Next) -> Response {
    let upload = is_upload(request.headers());
    let (max, timeout) = if upload { (UPLOAD_MAX_BYTES, timeout * UPLOAD_PATIENCE) } else { (BODY_MAX_BYTES, timeout) };
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > max) {
        return ApiError(Error::TooLarge { limit_bytes: max as u64 }).into_response();
    }
    let request = request.map(|body| Body::new(Limited::new(body, max)));
    match tokio::time::timeout(timeout, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError(Error::Unavailable).into_response(),
    }
}

/// Whether the body is a form with files.
pub fn is_upload(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data"))
}
