//! Photos, covers and documents: every byte goes through the domain's checks.

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use birqadam_accounts::ops::documents;
use birqadam_app::state::AppState;
use birqadam_core::ssr::files::StoredFile;
use birqadam_volunteering::ops::photos::{self, PhotoSize};
use sha2::{Digest, Sha256};

use super::error::{self, ApiResult};
use super::extract::{Caller, Id};

/// The routes under `/files`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/files/photos/{id}/large", get(large_photo))
        .route("/files/photos/{id}/thumb", get(thumb_photo))
        .route("/files/covers/{project}", get(cover))
        .route("/files/documents/{id}", get(document))
        .layer(from_fn(error::render))
}

async fn large_photo(caller: Caller, id: Id<birqadam_core::PhotoId>, headers: HeaderMap) -> ApiResult<Response> {
    let file = photos::open_photo(&caller.ctx, &caller.actor, id.0, PhotoSize::Large).await?;
    Ok(serve(file, "private, max-age=86400", &headers))
}

async fn thumb_photo(caller: Caller, id: Id<birqadam_core::PhotoId>, headers: HeaderMap) -> ApiResult<Response> {
    let file = photos::open_photo(&caller.ctx, &caller.actor, id.0, PhotoSize::Thumb).await?;
    Ok(serve(file, "private, max-age=86400", &headers))
}

async fn cover(caller: Caller, id: Id<birqadam_core::ProjectId>, headers: HeaderMap) -> ApiResult<Response> {
    let file = photos::open_cover(&caller.ctx, &caller.actor, id.0).await?;
    // What a visitor may see, anyone may keep; the address changes with the cover's version.
    let keep = if caller.actor.id().is_none() { "public, max-age=86400" } else { "private, max-age=86400" };
    Ok(serve(file, keep, &headers))
}

async fn document(caller: Caller, id: Id<birqadam_core::DocumentId>, headers: HeaderMap) -> ApiResult<Response> {
    let (name, file) = documents::open_document(&caller.ctx, &caller.actor, id.0).await?;
    let mut response = serve(file, "private, no-store", &headers);
    if let Ok(value) = HeaderValue::from_str(&disposition(&name)) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

fn serve(file: StoredFile, cache: &'static str, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&file.bytes)[..12]));
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { file.bytes.into_response() };
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(&file.content_type);
    headers.insert(header::CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// RFC 6266: the plain name for old clients, the real one in UTF-8.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn names_survive_and_break_out_of_nothing() {
        assert_eq!(
            disposition("устав.pdf"),
            "attachment; filename=\"_____.pdf\"; filename*=UTF-8''%D1%83%D1%81%D1%82%D0%B0%D0%B2.pdf"
        );
        assert_eq!(
            disposition("a\"; b\r\n.pdf"),
            "attachment; filename=\"a__ b__.pdf\"; filename*=UTF-8''a%22%3B%20b%0D%0A.pdf"
        );
    }
}
