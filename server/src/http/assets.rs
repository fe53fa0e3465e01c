//! Static files: hashed assets under `/pkg` for ever, public files for an hour.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use birqadam_app::state::AppState;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use super::content_policy;

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// One address, several compressed twins: a shared cache must keep them apart.
const BY_ENCODING: HeaderValue = HeaderValue::from_static("accept-encoding");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The compiled assets; their names carry a hash of their content.
pub fn compiled(site_root: &Path, pkg_dir: &str) -> Router<AppState> {
    let files = ServeDir::new(site_root.join(pkg_dir)).precompressed_br().precompressed_gzip();
    Router::new().nest_service(&format!("/{}", pkg_dir.trim_matches('/')), files).layer(from_fn(keep_forever))
}

async fn keep_forever(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() {
        response.headers_mut().insert(header::CACHE_CONTROL, FOREVER);
        response.headers_mut().insert(header::VARY, BY_ENCODING);
    }
    response
}

/// A public file (icon, font, manifest) by its path, if there is one.
pub async fn public_file(site_root: &Path, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let is_file = uri.path().rsplit('/').next().is_some_and(|name| name.contains('.'));
    if !is_file || !method.is_safe() {
        return None;
    }
    let mut probe = axum::http::Request::builder().method(method).uri(uri);
    if let Some(asked) = probe.headers_mut() {
        *asked = headers.clone();
    }
    let files = ServeDir::new(site_root).precompressed_br().precompressed_gzip();
    let response = files.oneshot(probe.body(axum::body::Body::empty()).ok()?).await.ok()?;
    if response.status().is_client_error() {
        return None;
    }
    let mut response = response.into_response();
    let age = if uri.path().starts_with("/fonts/") { FOREVER } else { AN_HOUR };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, age);
    headers.insert(header::VARY, BY_ENCODING);
    // An SVG or PDF opened by itself runs nothing.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(content_policy::NOTHING));
    Some(response)
}
