//! What a socket says to its client (`app/src/messaging/live.rs` reads it).

use serde::Serialize;

/// A text frame, as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Message {
    /// After opening, and after whatever was missed: how many are unread, and the newest entry, from
    /// which to ask on when the socket was closed (`/ws?since=`).
    Hello { unread: i64, last: i64 },
    /// A new entry of the inbox.
    Notification { id: i64, unread: i64 },
    /// Something was read, here or elsewhere.
    Unread { unread: i64 },
}

/// Why a socket is closed.
pub mod close {
    /// This process ends; another takes over (RFC 6455).
    pub const GOING_AWAY: u16 = 1001;
    /// What the person may do has changed: open a new one.
    pub const CHANGED: u16 = 4001;
    /// The proof of identity is used up: get a new one first.
    pub const SIGNED_OUT: u16 = 4401;
}
