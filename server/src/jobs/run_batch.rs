//! The job `batch`: goes on with a bulk action, there or back.

use birqadam_accounts::ops::identity;
use birqadam_app::lists;
use birqadam_core::Via;
use birqadam_core::ssr::{
    batch::{self, BatchJob},
    jobs::Job,
};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobState;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunBatchJob(BatchJob);

impl TaskHandler for RunBatchJob {
    const IDENTIFIER: &'static str = BatchJob::TASK;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let ctx = JobState::of(&worker)?.ctx;
        let owner = batch::owner_of(&ctx.db, self.0.batch).await?;
        let actor = identity::load_actor(&ctx, owner, Via::Job, None, None).await?;
        batch::continue_batch(&ctx, actor.as_ref(), lists::LISTS, &self.0).await?;
        anyhow::Ok(())
    }
}
