//! Middleware: a form with files must say what stands between its parts, else the decoder of the
//! server functions panics.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use birqadam_app::file_forms::takes_files;
use birqadam_core::{Error, FieldCode};

use super::error::ApiError;

/// Refuses such a form without a usable content type.
pub async fn check(request: Request, next: Next) -> Response {
    let concerned = request.method() == Method::POST && takes_files(request.uri().path());
    if concerned && !has_boundary(request.headers()) {
        return ApiError(Error::field("body", FieldCode::Malformed)).into_response();
    }
    next.run(request).await
}

fn has_boundary(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.and_then(|kind| multer::parse_boundary(kind).ok()).is_some_and(|boundary| !boundary.is_empty())
}
