//! `GET /ws`: one socket of one person.

use std::time::Duration;

use axum::Extension;
use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use birqadam_core::{Code, Error, Flag, NotificationId, PageRequest, Result};
use birqadam_messaging::InboxFilter;
use birqadam_messaging::ops::inbox;
use birqadam_messaging::ops::live::News;
use serde::Deserialize;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

use super::hub::{Event, Hub, Seat};
use super::message::{Message, close};
use crate::http::error::ApiError;
use crate::http::extract::{Caller, Query};
use crate::http::{identify, same_origin};

/// How often the other side is asked whether it is still there.
const PING: Duration = Duration::from_secs(25);
/// After this long without any answer it is not.
const SILENCE: Duration = Duration::from_secs(60);
/// Nobody has more to say to us.
const FRAME_MAX_BYTES: usize = 4096;
/// Most entries told one by one after a gap.
const MISSED_MAX: i64 = 20;

/// From where a client that was away wants to be told.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Since {
    since: Option<i64>,
}

/// Opens a socket for whoever is signed in, by session or by token. A session's must come from our
/// own pages: browsers send cookies with sockets of any page.
///
/// # Errors
/// 401 when nobody is signed in; 403 `cross_site`; 429 when the person has enough of them.
pub async fn connect(
    caller: Caller,
    Extension(live): Extension<Hub>,
    Query(since): Query<Since>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    match admit(&caller, &live, &headers) {
        Ok(seat) => match upgrade {
            Ok(upgrade) => {
                let by_token = identify::bearer(&headers).is_some();
                upgrade
                    .max_message_size(FRAME_MAX_BYTES)
                    .on_upgrade(move |socket| Session { caller, live, seat, last: since.since }.run(socket, by_token))
            }
            Err(rejection) => rejection.into_response(),
        },
        Err(error) => ApiError(error).into_response(),
    }
}

fn admit(caller: &Caller, live: &Hub, headers: &HeaderMap) -> Result<Seat> {
    let user = caller.actor.require_user()?;
    if !caller.actor.has(Flag::LiveInbox) {
        return Err(Error::Forbidden(Code::NotAllowed));
    }
    if identify::bearer(headers).is_none() && !same_origin::has_own_origin(headers, &caller.ctx.config.base_url) {
        return Err(Error::Forbidden(Code::CrossSite));
    }
    live.join(user).ok_or(Error::TooMany { retry_after_seconds: 60 })
}

struct Session {
    caller: Caller,
    live: Hub,
    seat: Seat,
    /// The newest entry the client knows of; `None` until it was greeted.
    last: Option<i64>,
}

impl Session {
    async fn run(mut self, mut socket: WebSocket, by_token: bool) {
        let code = match self.serve(&mut socket, by_token).await {
            Ok(code) => code,
            // It broke, or the database did: the client comes back.
            Err(_) => close::GOING_AWAY,
        };
        let _ = socket.send(Frame::Close(Some(CloseFrame { code, reason: "".into() }))).await;
    }

    /// Returns the code to close with.
    async fn serve(&mut self, socket: &mut WebSocket, by_token: bool) -> anyhow::Result<u16> {
        self.catch_up(socket).await?;
        let ending = self.live.0.ending.clone();
        // A session's end is told; a token ends by itself.
        let life =
            if by_token { self.caller.ctx.config.access_token_seconds.max(1) as u64 } else { u64::from(u32::MAX) };
        let expiry = Instant::now() + Duration::from_secs(life);
        let mut heard = Instant::now();
        let mut ping = interval(PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                event = self.seat.events.recv() => match event {
                    Some(Event::News(news)) => self.tell(socket, &news).await?,
                    Some(Event::CatchUp) => self.catch_up(socket).await?,
                    Some(Event::Close(code)) => return Ok(code),
                    // Too far behind.
                    None => return Ok(close::GOING_AWAY),
                },
                frame = socket.recv() => match frame {
                    Some(Ok(Frame::Close(_))) | None => return Ok(close::GOING_AWAY),
                    Some(Ok(_)) => heard = Instant::now(),
                    Some(Err(error)) => return Err(error.into()),
                },
                _ = ping.tick() => {
                    if heard.elapsed() > SILENCE {
                        return Ok(close::GOING_AWAY);
                    }
                    socket.send(Frame::Ping(Default::default())).await?;
                }
                () = sleep_until(expiry) => return Ok(close::SIGNED_OUT),
                () = ending.cancelled() => return Ok(close::GOING_AWAY),
            }
        }
    }

    async fn tell(&mut self, socket: &mut WebSocket, news: &News) -> anyhow::Result<()> {
        let unread = inbox::count_unread(&self.caller.ctx, &self.caller.actor).await?;
        let message = match news {
            // Not always in the order of their numbers, and once more what was caught up with just
            // now: the client knows what it has.
            News::Notification { id: NotificationId(id) } => {
                self.last = self.last.max(Some(*id));
                Message::Notification { id: *id, unread }
            }
            News::Read => Message::Unread { unread },
        };
        say(socket, message).await
    }

    /// Tells what came since the last entry the client knows of, then where things stand.
    async fn catch_up(&mut self, socket: &mut WebSocket) -> anyhow::Result<()> {
        let (ctx, actor) = (&self.caller.ctx, &self.caller.actor);
        let unread = inbox::count_unread(ctx, actor).await?;
        let (since, limit) = match self.last {
            Some(last) => (Some(last), MISSED_MAX),
            None => (None, 1),
        };
        let filter = InboxFilter { unread: false, since };
        let page = PageRequest { cursor: None, limit: Some(limit) };
        let entries = inbox::list_my_notifications(ctx, actor, filter, page).await?.items;
        if since.is_some() {
            for entry in entries.iter().rev() {
                say(socket, Message::Notification { id: entry.id.0, unread }).await?;
            }
        }
        let newest = entries.first().map(|entry| entry.id.0).or(self.last).unwrap_or(0);
        self.last = Some(newest);
        say(socket, Message::Hello { unread, last: newest }).await
    }
}

async fn say(socket: &mut WebSocket, message: Message) -> anyhow::Result<()> {
    socket.send(Frame::Text(serde_json::to_string(&message)?.into())).await?;
    Ok(())
}
