//! The customer's document writes `/api/login/`, programs write `/api/login`: both work.

use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;

/// Rewrites the path before routing.
pub fn strip(mut request: Request) -> Request {
    if let Some(uri) = stripped(request.uri()) {
        *request.uri_mut() = uri;
    }
    request
}

fn stripped(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    // The documentation page loads its parts relative to its folder.
    if !path.starts_with("/api/") || !path.ends_with('/') || path.starts_with("/api/docs") {
        return None;
    }
    let path = path.trim_end_matches('/');
    let target = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(target.parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_api_paths_lose_their_slash() {
        let table = [
            ("/api/login/", Some("/api/login")),
            ("/api/volunteer/projects/?city=Almaty", Some("/api/volunteer/projects?city=Almaty")),
            ("/api/login", None),
            ("/api/docs/", None),
            ("/projects/", None),
        ];
        for (path, expected) in table {
            let uri: Uri = path.parse().expect("a path");
            assert_eq!(stripped(&uri).map(|u| u.to_string()).as_deref(), expected, "{path}");
        }
    }
}
