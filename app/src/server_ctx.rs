//! What a server function needs to call an operation: the context, the actor, the session.

use axum::http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use birqadam_core::{Actor, Error, Locale, UserId, Via, ssr::Ctx};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use tower_sessions::Session;

use crate::{error::Result, state::AppState};

/// The session's key of the signed-in user.
pub const SESSION_USER: &str = "user_id";

/// The operations' context.
pub fn ctx() -> Ctx {
    expect_context::<AppState>().ctx
}

/// Who asks, as the middleware found out. Anonymous when it did not run.
pub fn actor() -> Actor {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<Actor>().cloned())
        .unwrap_or_else(|| Actor::anonymous(Locale::Ru, Via::Web))
}

/// The language of this request.
pub fn locale() -> Locale {
    actor().locale
}

/// The web session.
///
/// # Errors
/// [`Error::Unavailable`] when the session layer is not there.
pub fn session() -> Result<Session> {
    let session = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Session>().cloned());
    Ok(session.ok_or(Error::Unavailable)?)
}

/// Starts the session of a person who just proved who they are, under a new id.
///
/// # Errors
/// [`Error::Unavailable`] when the session cannot be stored.
pub async fn sign_in(user: UserId) -> Result<()> {
    let session = session()?;
    session.cycle_id().await.map_err(unavailable)?;
    session.insert(SESSION_USER, user.0).await.map_err(unavailable)?;
    // Shown to the person, who may end this sign-in from elsewhere.
    let parts = use_context::<Parts>();
    let agent = parts.and_then(|parts| Some(parts.headers.get(header::USER_AGENT)?.to_str().ok()?.to_owned()));
    let agent: String = agent.unwrap_or_default().chars().take(400).collect();
    session.insert("user_agent", agent).await.map_err(unavailable)?;
    session.insert("address", actor().address).await.map_err(unavailable)?;
    session.insert("signed_in_at", ctx().now()).await.map_err(unavailable)?;
    Ok(())
}

/// Names the sign-in of this request; empty when there is none.
pub fn current_sign_in() -> String {
    let id = session().ok().and_then(|session| session.id());
    id.map(|id| birqadam_accounts::ops::sign_ins::mark_of_cookie(&id.to_string())).unwrap_or_default()
}

/// Ends the session.
///
/// # Errors
/// [`Error::Unavailable`] when the session cannot be removed.
pub async fn sign_out() -> Result<()> {
    session()?.flush().await.map_err(unavailable)?;
    Ok(())
}

/// Whether a browser posted a plain form and will show the answer as a page.
pub fn is_plain_form() -> bool {
    use_context::<Parts>()
        .and_then(|parts| Some(parts.headers.get(header::ACCEPT)?.to_str().ok()?.contains("text/html")))
        .unwrap_or(false)
}

/// Sets the status code of the answer that is being made.
pub fn set_status(code: u16) {
    if let (Some(options), Ok(code)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(code)) {
        options.set_status(code);
    }
}

/// Tells search engines to leave the page that is being made alone.
pub fn keep_out_of_search() {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    }
}

/// The path and query the request came from, if that was one of our own pages.
pub fn own_referer() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let referer: axum::http::Uri = parts.headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let host = parts.headers.get(header::HOST)?.to_str().ok()?;
    let same = referer.authority().is_none_or(|authority| authority.as_str() == host);
    let path = referer.path_and_query()?.as_str();
    (same && is_own_path(path)).then(|| without_marks(path))
}

/// Whether a redirect to this stays with us: a path, not another host in disguise.
pub fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
        && path.is_ascii()
}

/// Without the parameters that only said what happened last.
fn without_marks(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let kept: Vec<_> = query
        .split('&')
        .filter(|pair| !["__err", "__path", "done", "draft"].contains(&pair.split('=').next().unwrap_or_default()))
        .collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

pub(crate) fn unavailable(error: tower_sessions::session::Error) -> Error {
    tracing::error!(?error, "session store");
    Error::Unavailable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_stay_on_our_own_paths() {
        for good in ["/", "/projects?city=Almaty", "/tasks/1/report"] {
            assert!(is_own_path(good), "{good}");
        }
        for bad in ["//evil.kz", "https://evil.kz", "/\\evil.kz", "evil", "", "/a\r\nb"] {
            assert!(!is_own_path(bad), "{bad}");
        }
    }

    #[test]
    fn marks_of_the_last_answer_are_dropped() {
        assert_eq!(without_marks("/a?x=1&__err=abc&done=saved&draft=continue"), "/a?x=1");
        assert_eq!(without_marks("/a?done=saved"), "/a");
    }
}
