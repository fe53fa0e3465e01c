//! The job `deliver`: one attempt at one delivery.

use std::time::Duration;

use birqadam_core::Actor;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::jobs::Job;
use birqadam_messaging::channel::{Content, Outcome};
use birqadam_messaging::ops::{Deliver, dispatch};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;
use crate::channels;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeliverJob(Deliver);

impl TaskHandler for DeliverJob {
    const IDENTIFIER: &'static str = Deliver::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        attempt(&JobState::of(&worker)?, &self.0).await
    }
}

/// Not due, or with somebody else: nothing to do.
async fn attempt(state: &JobState, job: &Deliver) -> anyhow::Result<()> {
    let Some(claimed) = dispatch::claim(&state.ctx, &Actor::system("deliver"), job.delivery).await? else {
        return Ok(());
    };
    let channel = channels::channel(claimed.channel, &state.ctx, state.mailer.as_ref());
    let (outcome, content) = channel.send(&claimed.parcel).await;
    record(&state.ctx, &claimed, &outcome, content.as_ref()).await
}

/// What was sent and not written down is sent again when the lease ends, so a database that
/// restarts right now is waited for.
async fn record(
    ctx: &Ctx,
    claimed: &dispatch::Claimed,
    outcome: &Outcome,
    content: Option<&Content>,
) -> anyhow::Result<()> {
    let mut pause = Duration::from_millis(500);
    for _ in 0..6 {
        match dispatch::record(ctx, claimed, outcome, content).await {
            Ok(()) => return Ok(()),
            Err(error) => tracing::warn!(delivery = claimed.parcel.id.0, %error, "an outcome is not written down yet"),
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    Ok(dispatch::record(ctx, claimed, outcome, content).await?)
}
