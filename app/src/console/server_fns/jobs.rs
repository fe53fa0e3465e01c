//! Jobs.

use birqadam_console::{JobCounts, JobDetails, JobSchedule};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the forms that act on jobs.
pub const JOB_FORM: &str = "job";

/// How many jobs stand where.
#[server(prefix = "/web", endpoint = "console/job-counts", input = GetUrl)]
pub async fn count_jobs() -> Result<JobCounts> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::jobs;

    forms::read(jobs::count_jobs(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// What runs by the clock.
#[server(prefix = "/web", endpoint = "console/job-schedules", input = GetUrl)]
pub async fn list_job_schedules() -> Result<Vec<JobSchedule>> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::jobs;

    forms::read(jobs::list_schedules(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// One job.
#[server(prefix = "/web", endpoint = "console/job", input = GetUrl)]
pub async fn get_job(id: i64) -> Result<JobDetails> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::jobs;

    forms::read(jobs::find_job(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}

/// A job by number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobInput {
    pub id: i64,
}

/// Starts a job again.
#[server(prefix = "/web", endpoint = "console/jobs/retry")]
pub async fn retry_job(input: JobInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::jobs;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(JOB_FORM, &input, jobs::retry_job(&ctx, &actor, input.id)).await?;
    forms::redirect("/admin/jobs?done=job-retried");
    Ok(())
}

/// Removes a job that does not run.
#[server(prefix = "/web", endpoint = "console/jobs/cancel")]
pub async fn cancel_job(input: JobInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::jobs;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(JOB_FORM, &input, jobs::cancel_job(&ctx, &actor, input.id)).await?;
    forms::redirect("/admin/jobs?done=job-cancelled");
    Ok(())
}

/// A kind of job.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskInput {
    pub task: String,
}

/// Runs at once what otherwise waits for the clock.
#[server(prefix = "/web", endpoint = "console/jobs/run-now")]
pub async fn run_job_now(input: TaskInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::jobs;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(JOB_FORM, &input, jobs::run_now(&ctx, &actor, &input.task)).await?;
    forms::redirect("/admin/jobs/schedule?done=job-started");
    Ok(())
}
