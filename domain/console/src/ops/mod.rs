//! What an administrator does here. Each operation names its permission.

pub mod finding_list;
pub mod health;
mod job_bulk;
pub mod job_list;
mod job_rows;
pub mod job_runs;
pub mod jobs;
pub mod storage;
pub mod storage_look;
