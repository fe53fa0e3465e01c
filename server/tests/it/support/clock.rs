//! A clock that can be put forward.

use std::sync::atomic::{AtomicI64, Ordering};

use birqadam_core::ssr::Clock;
use chrono::{DateTime, TimeDelta, Utc};

/// The real time plus what was added.
#[derive(Default)]
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::seconds(self.0.load(Ordering::Relaxed))
    }
}
