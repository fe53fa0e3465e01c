//! `POST /unsubscribe`: ends mails of a kind. Mail programs post here by themselves when their
//! reader presses "unsubscribe" (RFC 8058), the page at the same address does when there is no such
//! button. Nobody has to be signed in: the link is the proof.

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use birqadam_app::state::AppState;
use birqadam_messaging::ops::unsubscribe::unsubscribe;
use serde::Deserialize;

use super::error::ApiError;
use super::extract::{Caller, Query};

pub fn routes() -> Router<AppState> {
    Router::new().route("/unsubscribe", post(end))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Link {
    token: String,
}

async fn end(caller: Caller, Query(link): Query<Link>, headers: HeaderMap) -> Response {
    if let Err(error) = unsubscribe(&caller.ctx, &caller.actor, &link.token).await {
        return ApiError(error).into_response();
    }
    let reader = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    if reader.is_some_and(|accept| accept.contains("text/html")) {
        // The token was good, so nothing in it needs escaping.
        return Redirect::to(&format!("/unsubscribe?token={}", link.token)).into_response();
    }
    StatusCode::NO_CONTENT.into_response()
}
