//! The job `look_through_storage`, every night and when asked: what is stored, and what of it
//! belongs to nothing.

use birqadam_console::ops::storage_look;

use super::clock::clock_job;

clock_job!(LookThroughStorageJob, "look_through_storage", state => storage_look::look_through(&state.ctx));
