//! The volunteer's side of photo reports. Permission `reports.create`.
use bytes::Bytes;
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Sends a report for a task one holds a place on. 1 to [`PHOTOS_PER_REPORT_MAX`] photos; errors at `photo.0`, `photo.1`… (and `photo`), `task_id`, `description`. Nothing is stored when any photo is refused.
pub async fn submit_report(ctx: &Ctx, actor: &Actor, task: TaskId, description: &str, photos: Vec<Bytes>) -> Result<Report> { todo!() }
/// Corrects a returned report: new words, and new photos replacing the old when any are given.
pub async fn resubmit_report(ctx: &Ctx, actor: &Actor, id: ReportId, description: &str, photos: Vec<Bytes>) -> Result<Report> { todo!() }
/// Own reports, newest first.
pub async fn list_my_reports(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Report>> { todo!() }
pub async fn find_my_report(ctx: &Ctx, actor: &Actor, id: ReportId) -> Result<Report> { todo!() }
