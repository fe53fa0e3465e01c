//! Runs jobs until told to stop, through every outage of the database.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::jobs::{self, JobState};

/// Ends when `ending` is cancelled and the jobs under way are done.
pub async fn run(state: JobState, ending: CancellationToken) {
    let mut pause = Duration::from_secs(1);
    while !ending.is_cancelled() {
        let started = std::time::Instant::now();
        match jobs::run(state.clone(), ending.clone().cancelled_owned()).await {
            Ok(()) => continue,
            Err(error) => tracing::warn!("the worker stopped and starts again: {error:#}"),
        }
        // It ran well for a while: this is a new outage, not the old one going on.
        if started.elapsed() > Duration::from_secs(60) {
            pause = Duration::from_secs(1);
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => pause = (pause * 2).min(Duration::from_secs(30)),
            () = ending.cancelled() => {}
        }
    }
}
