//! The job `finish_lendings`, every hour: what was lent and is over is history.

use birqadam_funding::ops::resource_decisions;

use super::clock::clock_job;

clock_job!(FinishLendingsJob, "finish_lendings", state => resource_decisions::finish_lendings(&state.ctx));
