//! How far a file is: said by who makes it, read by who watches.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// Cheap to clone, also into a thread.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    done: AtomicI64,
    given_up: AtomicBool,
}

impl Progress {
    /// So many of what was counted are done. May be said as often as one likes: it costs nothing.
    pub fn at(&self, done: i64) {
        self.0.done.store(done, Ordering::Relaxed);
    }

    pub fn done(&self) -> i64 {
        self.0.done.load(Ordering::Relaxed)
    }

    /// Whether anyone still wants the file: for threads, which nobody can end from outside. What is
    /// awaited is simply dropped.
    pub fn is_wanted(&self) -> bool {
        !self.0.given_up.load(Ordering::Relaxed)
    }

    pub(super) fn give_up(&self) {
        self.0.given_up.store(true, Ordering::Relaxed);
    }
}
