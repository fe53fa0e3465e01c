//! One's own photo reports.

use birqadam_core::{Page, ReportId};
use birqadam_volunteering::model::Report;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Own reports, newest first.
#[server(prefix = "/web", endpoint = "reports/mine", input = GetUrl)]
pub async fn list_my_reports(#[server(default)] cursor: Option<String>) -> Result<Page<Report>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_volunteering::ops::reports;

    let page = PageRequest { cursor, limit: None };
    forms::read(reports::list_my_reports(&server_ctx::ctx(), &server_ctx::actor(), page)).await
}

/// One own report.
#[server(prefix = "/web", endpoint = "reports/find", input = GetUrl)]
pub async fn find_my_report(id: ReportId) -> Result<Report> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::reports;

    forms::read(reports::find_my_report(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
