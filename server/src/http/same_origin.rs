//! Middleware against cross-site requests: a state-changing request that rides on a cookie must
//! come from our own pages.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use birqadam_core::ssr::Ctx;
use birqadam_core::{Code, Error};

use super::client::{SESSION_COOKIE, cookie};
use super::error::ApiError;
use super::identify;

/// Refuses unsafe methods from foreign pages with 403 `cross_site`.
pub async fn check(State(ctx): State<Ctx>, request: Request, next: Next) -> Response {
    let safe = request.method().is_safe() || identify::bearer(request.headers()).is_some();
    if safe || is_ours(request.headers(), &ctx.config.base_url) {
        return next.run(request).await;
    }
    ApiError(Error::Forbidden(Code::CrossSite)).into_response()
}

/// What the browser says about the page that asks. A program says nothing; without a cookie
/// there is nothing a foreign page could abuse.
fn is_ours(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        Some(origin) => {
            let host = authority(origin);
            host.is_some() && (host.as_deref() == text(header::HOST) || host == authority(base_url))
        }
        None => cookie(headers, SESSION_COOKIE).is_none(),
    }
}

/// Whether a request names one of our own pages as where it comes from; without a name it does not.
pub fn has_own_origin(headers: &HeaderMap, base_url: &str) -> bool {
    headers.contains_key(header::ORIGIN) && is_ours(headers, base_url)
}

fn authority(url: &str) -> Option<String> {
    url.parse::<Uri>().ok()?.authority().map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_change_things_by_cookie() {
        let table: &[(&[(&str, &str)], bool)] = &[
            (&[], true),
            (&[("cookie", "bq_session=x")], false),
            (&[("cookie", "bq_session=x"), ("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site"), ("origin", "https://birqadam.kz")], false),
            (&[("origin", "https://birqadam.kz")], true),
            (&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")], true),
            (&[("origin", "https://evil.example"), ("host", "birqadam.kz")], false),
            (&[("origin", "null"), ("host", "birqadam.kz")], false),
        ];
        for (pairs, expected) in table {
            let mut headers = HeaderMap::new();
            for (name, value) in *pairs {
                headers.insert(*name, value.parse().expect("a header"));
            }
            assert_eq!(is_ours(&headers, "https://birqadam.kz"), *expected, "{pairs:?}");
        }
    }
}
