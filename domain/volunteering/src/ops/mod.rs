//! What can be done with projects, tasks and reports. Each operation names its permission,
//! opens its transaction, does all that belongs together and commits.

mod activity;
pub mod assignments;
pub mod browse;
pub mod history;
pub mod impact;
pub mod lists;
pub mod moderation;
mod my_tasks;
pub mod overview;
pub mod participants;
pub mod photos;
mod places;
mod project_bulk;
pub mod project_cover;
mod project_records;
pub mod project_report;
mod project_report_photos;
pub mod project_reviewable;
pub mod project_sheets;
mod project_writing;
pub mod projects;
pub mod qr;
pub mod record_history;
mod report_decision;
mod report_files;
mod report_novelty;
mod report_records;
pub mod report_review;
pub mod report_reviewable;
pub mod report_schedules;
pub mod reports;
mod search;
mod task_bulk;
pub mod task_page;
mod task_writing;
