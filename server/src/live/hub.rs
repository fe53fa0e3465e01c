//! The sockets of this process, by person.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use birqadam_accounts::ops::actor_changed::Changed;
use birqadam_core::UserId;
use birqadam_core::ssr::Ctx;
use birqadam_messaging::ops::live::{News, Wake};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::listener;

/// Most sockets of one person per process. Somebody with more tabs reads there without.
const PER_PERSON: usize = 10;
/// Events a socket may be behind; one that takes no more is closed and asks again later.
const BEHIND: usize = 64;

/// What a socket is woken by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    News(News),
    /// Something may have been missed: read again from the last entry.
    CatchUp,
    /// Close with this code.
    Close(u16),
}

/// The hub; cheap to clone, one per process.
#[derive(Clone)]
pub struct Hub(pub(super) Arc<Inner>);

/// Each person's open sockets, under the number of their seat.
type Sockets = HashMap<UserId, Vec<(u64, mpsc::Sender<Event>)>>;

pub(super) struct Inner {
    pub ctx: Ctx,
    pub ending: CancellationToken,
    sockets: Mutex<Sockets>,
    next: AtomicU64,
    listening: AtomicBool,
}

impl Hub {
    /// Listens from the first socket on, and no longer than there is a hub. `ending` closes all.
    pub fn new(ctx: Ctx, ending: CancellationToken) -> Self {
        Hub(Arc::new(Inner {
            ctx,
            ending,
            sockets: Mutex::default(),
            next: AtomicU64::new(0),
            listening: AtomicBool::new(false),
        }))
    }

    /// A place among the person's sockets; `None` when they have enough.
    pub(super) fn join(&self, user: UserId) -> Option<Seat> {
        if !self.0.listening.swap(true, Ordering::AcqRel) {
            tokio::spawn(listener::run(Arc::downgrade(&self.0)));
        }
        let mut sockets = self.0.sockets();
        let own = sockets.entry(user).or_default();
        if own.len() >= PER_PERSON {
            return None;
        }
        let (sender, events) = mpsc::channel(BEHIND);
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        own.push((id, sender));
        Some(Seat { hub: self.clone(), user, id, events })
    }
}

impl Inner {
    fn sockets(&self) -> MutexGuard<'_, Sockets> {
        self.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn wake(&self, wake: &Wake) {
        self.tell(wake.user, &Event::News(wake.news.clone()));
    }

    /// Whatever a socket may still do, it may do only by opening a new one.
    pub fn close_changed(&self, changed: Changed) {
        let close = Event::Close(super::message::close::CHANGED);
        match changed {
            Changed::User(user) => self.tell(user, &close),
            Changed::Everyone => self.tell_all(&close),
        }
    }

    pub fn catch_up(&self) {
        self.tell_all(&Event::CatchUp);
    }

    fn tell(&self, user: UserId, event: &Event) {
        if let Some(own) = self.sockets().get_mut(&user) {
            send(own, event);
        }
    }

    fn tell_all(&self, event: &Event) {
        for own in self.sockets().values_mut() {
            send(own, event);
        }
    }
}

/// One that is too far behind loses its sender, which closes it.
fn send(sockets: &mut Vec<(u64, mpsc::Sender<Event>)>, event: &Event) {
    sockets.retain(|(_, sender)| sender.try_send(event.clone()).is_ok());
}

/// A socket's place; given back when dropped.
pub(super) struct Seat {
    hub: Hub,
    user: UserId,
    id: u64,
    pub events: mpsc::Receiver<Event>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut sockets = self.hub.0.sockets();
        if let Some(own) = sockets.get_mut(&self.user) {
            own.retain(|(id, _)| *id != self.id);
            if own.is_empty() {
                sockets.remove(&self.user);
            }
        }
    }
}
