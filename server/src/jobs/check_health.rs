//! The job `check_health`, every minute and when asked: looks at each service behind us.

use birqadam_console::ops::health;

use super::clock::clock_job;
use crate::console::probes;

clock_job!(CheckHealthJob, "check_health", state => async {
    let findings = probes::look_at_all(&state).await;
    health::record_findings(&state.ctx, &findings).await?;
    anyhow::Ok(())
});
