//! One report in front of its reviewer.

use birqadam_core::{ReportId, review::Pane};
use birqadam_volunteering::ReportReview;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The report with the evidence and the way on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportInReview {
    pub review: ReportReview,
    pub pane: Pane,
}

/// One report with the evidence beside it.
#[server(prefix = "/web", endpoint = "review/report", input = GetUrl)]
pub async fn review_report(id: ReportId) -> Result<ReportInReview> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::report_review;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        Ok(ReportInReview {
            review: report_review::look_at_report(&ctx, &actor, id).await?,
            pane: super::open_pane(&ctx, &actor, "report", id.0).await?,
        })
    })
    .await
}
