//! Middleware: from a bearer token or a session to an [`Actor`], loaded anew for every request,
//! so that a block or a revoked role takes effect at once.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use birqadam_accounts::ops::actor_changed::SESSION_ROTATE;
use birqadam_accounts::ops::{identity, tokens};
use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Code, Error, Flag, Result, UserId, Via};
use chrono::{DateTime, TimeDelta, Utc};
use tower_sessions::Session;

use super::client::{Client, SESSION_COOKIE, cookie};
use super::error::ApiError;
use super::recent_actors::RecentActors;

/// Key of the signed-in user's id in the session.
const USER_ID: &str = "user_id";
/// Key of when a session was last used. Writing it now and then keeps the session alive.
const SEEN_AT: &str = "seen_at";
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);

/// Where a stale token does no harm: these answer whoever comes.
const OPEN_TO_STALE_TOKENS: &[&str] = &[
    "/api/register",
    "/api/login",
    "/api/logout",
    "/api/token/refresh",
    "/api/password/forgot",
    "/api/password/reset",
    "/api/email/confirm",
    "/api/openapi.json",
];

/// Puts the [`Actor`] into the request.
pub async fn identify(State((ctx, recent)): State<(Ctx, RecentActors)>, request: Request, next: Next) -> Response {
    // Without the body, which cannot be looked at from two threads.
    let (mut parts, body) = request.into_parts();
    match actor(&ctx, &recent, &parts).await {
        Ok(actor) => {
            parts.extensions.insert(actor);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(error) => ApiError(error).into_response(),
    }
}

/// The token of an `Authorization: Bearer` header.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

async fn actor(ctx: &Ctx, recent: &RecentActors, request: &Parts) -> Result<Actor> {
    let client = request.extensions.get::<Client>().copied();
    let found = match bearer(&request.headers) {
        Some(token) => match by_token(ctx, recent, token, request).await {
            Err(Error::Unauthenticated) if OPEN_TO_STALE_TOKENS.contains(&request.uri.path()) => None,
            other => Some(other?),
        },
        None if cookie(&request.headers, SESSION_COOKIE).is_some() => by_session(ctx, request, client).await?,
        // Without a cookie the session is not even looked at, so that visitors cost no row.
        None => None,
    };
    with_flags(ctx, found.unwrap_or_else(|| anonymous(client)), request).await
}

/// The actor with the features that are on for it now.
async fn with_flags(ctx: &Ctx, mut actor: Actor, request: &Parts) -> Result<Actor> {
    actor.flags = ctx.flags_for(&actor).await;
    let by_program = actor.via == Via::Api && actor.id().is_some();
    if by_program && !actor.has(Flag::ApiSignIn) && !OPEN_TO_STALE_TOKENS.contains(&request.uri.path()) {
        return Err(Error::Forbidden(Code::NotAllowed));
    }
    Ok(actor)
}

fn anonymous(client: Option<Client>) -> Actor {
    let via = if client.is_some_and(|c| c.is_api) { Via::Api } else { Via::Web };
    let locale = client.map(|c| c.locale()).unwrap_or_default();
    Actor { address: client.and_then(|c| c.address), ..Actor::anonymous(locale, via) }
}

async fn by_token(ctx: &Ctx, recent: &RecentActors, token: &str, request: &Parts) -> Result<Actor> {
    let client = request.extensions.get::<Client>();
    let access = tokens::verify_access_token(ctx, token)?;
    let (address, accepted) = (client.and_then(|c| c.address), client.and_then(|c| c.accepted));
    let load = identity::load_token_actor(ctx, &access, address, accepted);
    let found = recent.find(request, access.user, accepted, load).await?.ok_or(Error::Unauthenticated)?;
    Ok(Actor { address, ..found })
}

async fn by_session(ctx: &Ctx, request: &Parts, client: Option<Client>) -> Result<Option<Actor>> {
    let Some(session) = request.extensions.get::<Session>() else { return Ok(None) };
    let user: Option<i64> = session.get(USER_ID).await.map_err(|_| Error::Unavailable)?;
    let Some(user) = user else { return Ok(None) };
    let (address, chosen) = (client.and_then(|c| c.address), client.and_then(|c| c.chosen));
    let actor = identity::load_actor(ctx, UserId(user), Via::Web, address, chosen).await?;
    if actor.is_none() {
        // Gone or blocked: the session ends here and the person goes on as a visitor.
        session.flush().await.map_err(|_| Error::Unavailable)?;
        return Ok(None);
    }
    note_use(ctx, session, address).await.map_err(|_| Error::Unavailable)?;
    if is_page(request) {
        rotate(session).await.map_err(|_| Error::Unavailable)?;
    }
    Ok(actor)
}

/// Remembers when and from where the session was last used.
async fn note_use(
    ctx: &Ctx,
    session: &Session,
    address: Option<IpAddr>,
) -> std::result::Result<(), tower_sessions::session::Error> {
    let seen = session.get::<DateTime<Utc>>(SEEN_AT).await.ok().flatten();
    if seen.is_none_or(|seen| ctx.now() - seen >= SEEN_EVERY) {
        session.insert(SEEN_AT, ctx.now()).await?;
        session.insert("address", address).await?;
    }
    Ok(())
}

/// Gives the session a new id after its owner's rights changed. Only with a page: a browser asks
/// for one page at a time, while parallel requests would still send the id that is no more.
async fn rotate(session: &Session) -> std::result::Result<(), tower_sessions::session::Error> {
    if session.remove::<bool>(SESSION_ROTATE).await?.is_some() {
        session.cycle_id().await?;
    }
    Ok(())
}

fn is_page(request: &Parts) -> bool {
    let accept = request.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    request.method == Method::GET && accept.is_some_and(|accept| accept.contains("text/html"))
}
