//! What became of one's money in a project.

use birqadam_core::ProjectId;
use birqadam_funding::SponsorReport;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// The report, for those who gave.
#[server(prefix = "/web", endpoint = "sponsor/report", input = GetUrl)]
pub async fn get_sponsor_report(id: ProjectId) -> Result<SponsorReport> {
    use birqadam_funding::ops::sponsor_report::sponsor_report;

    use crate::{forms::read, server_ctx};

    read(sponsor_report(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
