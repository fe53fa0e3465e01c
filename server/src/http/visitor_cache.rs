//! Visitors (no session, no token) are answered from a cache that is never more than a second
//! old; concurrent misses share one rendering. See `docs/adr/0006`.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use birqadam_core::ssr::db_error::internal;
use birqadam_core::{Error, Locale};
use bytes::{Bytes, BytesMut};
use leptos::nonce::Nonce;
use memchr::memmem;
use moka::future::Cache;

use super::client::{Client, SESSION_COOKIE, cookie};
use super::{content_policy, error};

/// A little less than the promised second, for the time rendering takes.
const KEPT_FOR: Duration = Duration::from_millis(800);
const ALL_BYTES_MAX: u64 = 64 * 1024 * 1024;
const ONE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Longer queries are not worth a place.
const QUERY_MAX: usize = 512;

/// The cache; cheap to clone.
#[derive(Clone)]
pub struct VisitorCache(Cache<Key, Arc<Kept>>);

/// Everything a public answer depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    path_and_query: String,
    locale: Locale,
    theme: Option<&'static str>,
}

struct Kept {
    status: StatusCode,
    headers: HeaderMap,
    /// The body, cut where the nonce stands.
    pieces: Vec<Bytes>,
}

impl Default for VisitorCache {
    fn default() -> Self {
        let weigh = |_: &Key, kept: &Arc<Kept>| {
            u32::try_from(kept.pieces.iter().map(Bytes::len).sum::<usize>() + 1024).unwrap_or(u32::MAX)
        };
        VisitorCache(Cache::builder().weigher(weigh).max_capacity(ALL_BYTES_MAX).time_to_live(KEPT_FOR).build())
    }
}

/// Middleware: answers from the cache where that is right.
pub async fn answer(State(cache): State<VisitorCache>, request: Request, next: Next) -> Response {
    let Some(key) = key(&request) else { return next.run(request).await };
    let locale = error::locale_of(&request);
    // The one who renders keeps the answer even when it must not be shared.
    let mut own = None;
    let found = cache
        .0
        .try_get_with(key, async {
            let kept = Arc::new(Kept::collect(next.run(request).await).await?);
            own = Some(kept.clone());
            if kept.is_public() { Ok(kept) } else { Err(Error::NotFound) }
        })
        .await;
    match (found, own) {
        (Ok(kept), _) | (Err(_), Some(kept)) => kept.respond(),
        // Waited for an answer that was not to be shared; rare (an outage, a page just gone).
        (Err(error), None) => error::respond(&error, locale),
    }
}

fn key(request: &Request) -> Option<Key> {
    let headers = request.headers();
    let uri = request.uri();
    let visitor = !headers.contains_key(header::AUTHORIZATION) && cookie(headers, SESSION_COOKIE).is_none();
    if request.method() != Method::GET
        || !visitor
        || !is_public(uri.path())
        || uri.query().is_some_and(|q| q.len() > QUERY_MAX)
    {
        return None;
    }
    let theme = match cookie(headers, "theme") {
        Some("light") => Some("light"),
        Some("dark") => Some("dark"),
        _ => None,
    };
    Some(Key {
        path_and_query: uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        locale: request.extensions().get::<Client>().map(Client::locale).unwrap_or_default(),
        theme,
    })
}

/// Pages and lists that look the same to every visitor.
pub(super) fn is_public(path: &str) -> bool {
    let number = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let below = |prefix: &str| path.strip_prefix(prefix).is_some_and(number);
    let tasks = path.strip_suffix("/tasks").and_then(|p| p.strip_prefix("/api/volunteer/projects/"));
    let impact = path.strip_suffix("/impact").map(|p| p.strip_prefix("/api").unwrap_or(p));
    let impact = impact.and_then(|p| p.strip_prefix("/organizers/"));
    matches!(path, "/" | "/projects" | "/impact" | "/api/impact" | "/api/volunteer/projects")
        || below("/projects/")
        || below("/organizers/")
        || below("/api/volunteer/projects/")
        || below("/api/organizers/")
        || tasks.is_some_and(number)
        || impact.is_some_and(number)
        || path.strip_prefix("/passport/").is_some_and(|code| birqadam_growth::read_passport_code(code).is_some())
}

impl Kept {
    async fn collect(response: Response) -> Result<Self, Error> {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, ONE_BYTES_MAX).await.map_err(|error| internal(&error))?;
        let policy = parts.headers.get(header::CONTENT_SECURITY_POLICY).and_then(|value| value.to_str().ok());
        let pieces = match policy.and_then(content_policy::nonce_of) {
            Some(nonce) => cut(&bytes, nonce.as_bytes()),
            None => vec![bytes],
        };
        Ok(Kept { status: parts.status, headers: parts.headers, pieces })
    }

    /// Only what went well and belongs to nobody.
    fn is_public(&self) -> bool {
        self.status == StatusCode::OK && !self.headers.contains_key(header::SET_COOKIE)
    }

    fn respond(&self) -> Response {
        let mut headers = self.headers.clone();
        let body = match self.pieces.as_slice() {
            [whole] => whole.clone(),
            pieces => {
                let nonce = Nonce::new().to_string();
                if let Ok(policy) = HeaderValue::from_str(&content_policy::page(&nonce)) {
                    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
                }
                join(pieces, nonce.as_bytes())
            }
        };
        headers.remove(header::CONTENT_LENGTH);
        let mut response = (self.status, Body::from(body)).into_response();
        *response.headers_mut() = headers;
        response
    }
}

fn cut(bytes: &Bytes, nonce: &[u8]) -> Vec<Bytes> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in memmem::find_iter(bytes, nonce) {
        pieces.push(bytes.slice(start..at));
        start = at + nonce.len();
    }
    pieces.push(bytes.slice(start..));
    pieces
}

fn join(pieces: &[Bytes], nonce: &[u8]) -> Bytes {
    let length = pieces.iter().map(|piece| piece.len() + nonce.len()).sum();
    let mut whole = BytesMut::with_capacity(length);
    for (i, piece) in pieces.iter().enumerate() {
        if i > 0 {
            whole.extend_from_slice(nonce);
        }
        whole.extend_from_slice(piece);
    }
    whole.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_nonce_takes_the_place_of_the_old() {
        let body = Bytes::from_static(b"<script nonce=OLD>1</script><script nonce=OLD>2</script>");
        let pieces = cut(&body, b"OLD");
        assert_eq!(join(&pieces, b"NEW"), "<script nonce=NEW>1</script><script nonce=NEW>2</script>");
        assert_eq!(cut(&body, b"missing").len(), 1);
    }

    #[test]
    fn only_public_pages_are_kept() {
        let table = [
            ("/", true),
            ("/projects", true),
            ("/projects/12", true),
            ("/projects/12/x", false),
            ("/projects/abc", false),
            ("/api/volunteer/projects/7/tasks", true),
            ("/api/volunteer/my-tasks", false),
            ("/home", false),
            ("/api/organizers/3", true),
            ("/passport/7k3qm9xv2t0123456789", true),
            ("/passport/nothing", false),
            ("/passport", false),
            ("/organizers/3/impact", true),
            ("/api/organizers/3/impact", true),
            ("/organizer/impact", false),
        ];
        for (path, expected) in table {
            assert_eq!(is_public(path), expected, "{path}");
        }
    }
}
