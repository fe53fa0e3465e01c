//! The job `refresh_analytics`, every minute: what changed goes into the figures.

use birqadam_analytics::ops::refresh;

use super::clock::clock_job;

clock_job!(RefreshAnalyticsJob, "refresh_analytics", state => refresh(&state.ctx));
