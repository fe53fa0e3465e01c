//! Middleware: the headers that keep browsers from being helpful in the wrong way.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::content_policy;

/// Whether people reach us by https.
#[derive(Clone, Copy, Debug)]
pub struct Https(pub bool);

/// Adds what the handler did not set itself.
pub async fn add(State(https): State<Https>, request: Request, next: Next) -> Response {
    let is_docs = request.uri().path().starts_with("/api/docs");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut default = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Links with tokens (reset, confirmation) never leave the site.
    default(header::REFERRER_POLICY, "same-origin");
    default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    default(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    default(
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    );
    default(header::CONTENT_SECURITY_POLICY, if is_docs { content_policy::API_DOCS } else { content_policy::NOTHING });
    default(header::CACHE_CONTROL, "private, no-cache");
    if https.0 {
        default(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    response
}
