//! The job `clean_up`, every hour: removes what has expired and serves nobody any more.

use birqadam_accounts::ops::{admin, document_retention};
use birqadam_console::ops::job_runs;
use birqadam_core::ssr::review::{claims, decisions};
use birqadam_core::ssr::{batch, export};
use birqadam_funding::ops::provider_calls;

use super::clock::clock_job;

clock_job!(CleanUpJob, "clean_up", state => async {
    admin::clean_up(&state.ctx).await?;
    job_runs::clean_up(&state.ctx).await?;
    document_retention::clean_up(&state.ctx).await?;
    export::expire(&state.ctx).await?;
    birqadam_messaging::ops::clean_up(&state.ctx).await?;
    claims::clean_up(&state.ctx.db).await?;
    decisions::pick_up_forgotten(&state.ctx).await?;
    batch::clean_up(&state.ctx.db).await?;
    provider_calls::forget_refused(&state.ctx).await?;
    anyhow::Ok(())
});
