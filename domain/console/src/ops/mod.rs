//! What an administrator does here. Each operation names its permission.

pub mod health;
mod job_rows;
pub mod job_runs;
pub mod jobs;
pub mod storage;
pub mod storage_look;
