//! Reports in front of their reviewer.

use birqadam_core::Page;
use birqadam_volunteering::model::Report;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Reports of own projects: waiting ones oldest first, others newest first.
#[server(prefix = "/web", endpoint = "organizer/reports", input = GetUrl)]
pub async fn list_reports_to_review(
    #[server(default)] status: String,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<Report>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_volunteering::{model::ReportFilter, ops::report_review};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let filter = ReportFilter { status, project_id: None };
    let page = PageRequest { cursor, limit: None };
    forms::read(report_review::list_reports_to_review(&ctx, &actor, filter, page)).await
}
