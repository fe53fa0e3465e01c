//! The job `scheduled_reports`, every minute: reports that come by themselves are asked for.

use super::clock::clock_job;
use crate::reports::clock;

clock_job!(ScheduledReportsJob, "scheduled_reports", state => clock::run(&state.ctx));
