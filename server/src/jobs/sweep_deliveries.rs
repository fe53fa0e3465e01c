//! The job `sweep_deliveries`, every minute: whatever is overdue gets a job again.

use birqadam_core::Actor;
use birqadam_messaging::ops::sweep;

use super::clock::clock_job;

clock_job!(SweepDeliveriesJob, "sweep_deliveries", state => sweep(&state.ctx, &Actor::system("sweep deliveries")));
