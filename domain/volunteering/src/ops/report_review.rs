//! The organizer's review of reports. Permission `reports.review_own`; foreign reports are not found.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Oldest waiting first for status=pending, else newest first.
pub async fn list_reports_to_review(ctx: &Ctx, actor: &Actor, filter: ReportFilter, page: PageRequest) -> Result<Page<Report>> { todo!() }
pub async fn review_report(ctx: &Ctx, actor: &Actor, id: ReportId) -> Result<ReportReview> { todo!() }
/// Rating, points, activity, task completion, audit and the job `report_approved` in one transaction. Approving twice (also at the same time) has one effect.
pub async fn approve_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: ApproveReport) -> Result<Report> { todo!() }
/// Back to the volunteer for correction: new photos or words.
pub async fn return_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport) -> Result<Report> { todo!() }
pub async fn reject_report(ctx: &Ctx, actor: &Actor, id: ReportId, input: RefuseReport) -> Result<Report> { todo!() }
