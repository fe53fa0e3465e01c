//! The job `rebuild_analytics`, once a week and when asked: all figures anew from the records.

use birqadam_analytics::ops::rebuild;
use birqadam_core::Actor;

use super::clock::clock_job;

clock_job!(RebuildAnalyticsJob, "rebuild_analytics", state => rebuild(&state.ctx, &Actor::system("rebuild analytics")));
