//! `/badge/…svg`: figures for other people's sites. Outside everything that knows who asks: no
//! cookie is read or set.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use birqadam_app::impact::badge::{Badge, Look, draw};
use birqadam_app::state::AppState;
use birqadam_core::{Error, Locale, UserId};
use birqadam_volunteering::Impact;
use birqadam_volunteering::ops::impact;
use serde::Deserialize;

use super::extract::Query;

/// Other people's pages may be this much behind.
const KEPT: &str = "public, max-age=300";
/// What is not shown today may be tomorrow; a database that is away is soon back.
const NOT_KEPT: &str = "public, max-age=30";

/// The routes. They need no layer of ours.
pub fn routes() -> Router<AppState> {
    Router::new().route("/badge/platform.svg", get(platform)).route("/badge/organizers/{file}", get(organizer))
}

/// How the badge is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    lang: String,
    theme: String,
}

async fn platform(State(state): State<AppState>, wanted: Result<Query<Wanted>, super::error::ApiError>) -> Response {
    let found = impact::platform_impact(&state.ctx).await;
    answer(&state, found, wanted).await
}

async fn organizer(
    State(state): State<AppState>,
    Path(file): Path<String>,
    wanted: Result<Query<Wanted>, super::error::ApiError>,
) -> Response {
    let id = file.strip_suffix(".svg").and_then(|id| id.parse().ok()).map(UserId);
    let found = match id {
        Some(id) => impact::organizer_impact(&state.ctx, id).await,
        None => Err(Error::NotFound),
    };
    answer(&state, found, wanted).await
}

/// A picture whatever happens: a page that embeds it must not show a broken one.
async fn answer(
    state: &AppState,
    found: Result<Impact, Error>,
    wanted: Result<Query<Wanted>, super::error::ApiError>,
) -> Response {
    // A wish that cannot be read is no reason for no picture.
    let wanted = wanted.map(|query| query.0).unwrap_or_default();
    let locale = Locale::parse(&wanted.lang).unwrap_or_default();
    let settings = state.ctx.settings().await.unwrap_or_default();
    let platform = settings.platform_name.get(locale).0.to_owned();
    let (status, kept, badge) = match found {
        Ok(impact) => (StatusCode::OK, KEPT, Badge::of(locale, &platform, &impact)),
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::NOT_FOUND);
            (status, NOT_KEPT, Badge::missing(locale, &platform))
        }
    };
    let mut response = (status, draw(&badge, Look::parse(&wanted.theme))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    // It is made to stand on other sites.
    let anywhere = HeaderValue::from_static("cross-origin");
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), anywhere);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}
