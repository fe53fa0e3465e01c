//! The inbox, live: one socket per page tells that something is new. Numbers come with it, words
//! are read by the page. When the socket breaks it is opened again, later and later, and what was
//! missed is asked for.

use std::time::Duration;

use birqadam_core::{Flag, NotificationId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{CloseEvent, MessageEvent, WebSocket, js_sys::Math};
use leptos_router::hooks::use_location;
use serde::Deserialize;
use wasm_bindgen::{JsCast, closure::Closure};

use super::server_fns::list_notifications;
use crate::{
    texts::{common, nav},
    ui::{Icon, IconView, use_locale, use_start},
};

/// What the frame and the inbox know of news.
#[derive(Clone, Copy)]
pub struct Unread {
    pub count: RwSignal<i64>,
    /// Counts news, for whoever wants to read again.
    pub news: RwSignal<u32>,
    toast: RwSignal<Option<(String, String)>>,
}

/// Gives the frame its numbers, and in the browser of a signed-in person opens the socket.
pub fn provide_unread() {
    let start = use_start();
    let unread = Unread { count: RwSignal::new(start.unread), news: RwSignal::new(0), toast: RwSignal::new(None) };
    provide_context(unread);
    if start.me.is_some() && start.platform.flags.contains(&Flag::LiveInbox) {
        Effect::new(move |_| {
            open(Connection {
                unread,
                last: StoredValue::new(None),
                told: StoredValue::default(),
                failures: StoredValue::new(0),
            })
        });
    }
}

/// What is known of news; of no person's where nobody gave it.
pub fn use_unread() -> Unread {
    use_context().unwrap_or_else(|| Unread {
        count: RwSignal::new(0),
        news: RwSignal::new(0),
        toast: RwSignal::new(None),
    })
}

/// What the server says (`server/src/live/message.rs`).
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Message {
    Hello { unread: i64, last: i64 },
    Notification { id: i64, unread: i64 },
    Unread { unread: i64 },
}

#[derive(Clone, Copy)]
struct Connection {
    unread: Unread,
    /// The newest entry this page knows of.
    last: StoredValue<Option<i64>>,
    /// Entries told lately: some are told twice, not all in the order of their numbers.
    told: StoredValue<Vec<i64>>,
    failures: StoredValue<u32>,
}

/// Closed because nobody is signed in any more: opening it again would not help.
const SIGNED_OUT: u16 = 4401;
/// Entries remembered as told.
const TOLD_MAX: usize = 64;
/// Refused or broken this often in a row: the page is good without it.
const FAILURES_MAX: u32 = 12;

fn open(connection: Connection) {
    let Some(address) = address(connection.last.get_value()) else { return };
    let Ok(socket) = WebSocket::new(&address) else { return };
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        if let Ok(message) = serde_json::from_str(&text) {
            connection.failures.set_value(0);
            receive(connection, message);
        }
    });
    let on_close = Closure::<dyn Fn(CloseEvent)>::new(move |event: CloseEvent| {
        let failures = connection.failures.try_update_value(|n| {
            *n += 1;
            *n
        });
        match failures {
            Some(failures) if event.code() != SIGNED_OUT && failures <= FAILURES_MAX => {
                set_timeout(move || open(connection), pause(failures));
            }
            _ => {}
        }
    });
    socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
    // Both live as long as the socket does, which is as long as the page.
    on_message.forget();
    on_close.forget();
}

fn address(since: Option<i64>) -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    let since = since.map(|id| format!("?since={id}")).unwrap_or_default();
    Some(format!("{scheme}://{}/ws{since}", location.host().ok()?))
}

/// Twice as long each time up to a minute, and never for all at the same moment.
fn pause(failures: u32) -> Duration {
    let longest = 1000.0 * f64::from(1u32 << failures.min(6));
    Duration::from_millis((longest.min(60_000.0) * (0.5 + Math::random() / 2.0)) as u64)
}

fn receive(connection: Connection, message: Message) {
    let Connection { unread, last, told, .. } = connection;
    match message {
        Message::Hello { unread: count, last: newest } => {
            unread.count.set(count);
            last.update_value(|last| *last = (*last).max(Some(newest)));
        }
        Message::Unread { unread: count } => {
            unread.count.set(count);
            unread.news.update(|n| *n += 1);
        }
        Message::Notification { id, unread: count } => {
            unread.count.set(count);
            if told.with_value(|told| told.contains(&id)) {
                return;
            }
            told.update_value(|told| {
                told.push(id);
                if told.len() > TOLD_MAX {
                    told.remove(0);
                }
            });
            last.update_value(|last| *last = (*last).max(Some(id)));
            unread.news.update(|n| *n += 1);
            spawn_local(async move {
                // Only this one: newer ones tell of themselves.
                let Ok(page) = list_notifications(false, Some(id - 1), None).await else { return };
                if let Some(entry) = page.items.into_iter().find(|entry| entry.id == NotificationId(id)) {
                    unread.toast.set(Some((entry.text, entry.link)));
                }
            });
        }
    }
}

/// How many are unread, on the bell; nothing when none is.
#[component]
pub fn UnreadBadge() -> impl IntoView {
    let l = use_locale();
    let count = use_unread().count;
    move || {
        let unread = count.get();
        (unread > 0).then(|| {
            view! {
                <span class="badge">
                    <span aria-hidden="true">{if unread > 99 { "99+".to_owned() } else { unread.to_string() }}</span>
                    <span class="visually-hidden">{common::unread(l, unread)}</span>
                </span>
            }
        })
    }
}

/// What just arrived; said politely to those who do not see it, and gone when it is closed.
#[component]
pub fn NewsToast() -> impl IntoView {
    let l = use_locale();
    let toast = use_unread().toast;
    let here = use_location().pathname;
    view! {
        <div class="toasts news" role="status" aria-live="polite">
            {move || {
                toast
                    .get()
                    .map(|(text, link)| {
                        // News of the page one is on: the router would leave it as it is.
                        let path = link.split(['?', '#']).next().unwrap_or_default().to_owned();
                        let rel = move || here.with(|here| *here == path).then_some("external");
                        view! {
                            <p class="toast toast-news">
                                <IconView icon=Icon::Bell/>
                                <a href=link rel=rel on:click=move |_| toast.set(None)>{text}</a>
                                <button type="button" class="icon-button" title=nav::close(l) on:click=move |_| toast.set(None)>
                                    <IconView icon=Icon::X/>
                                    <span class="visually-hidden">{nav::close(l)}</span>
                                </button>
                            </p>
                        }
                    })
            }}
        </div>
    }
}
