//! An appeal in front of another reviewer than the one who decided.

use birqadam_accounts::UserDetails;
use birqadam_core::review::{Appeal, Pane, PastDecision};
use birqadam_volunteering::{ProjectReview, ReportReview};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// What the appeal is about, as its own reviewer saw it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AppealSubject {
    Account(Box<UserDetails>),
    Project(Box<ProjectReview>),
    Report(Box<ReportReview>),
}

/// The appeal with what it is about and what was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppealInReview {
    pub appeal: Appeal,
    pub subject: AppealSubject,
    /// Decisions on the item so far, the last first.
    pub decisions: Vec<PastDecision>,
    pub pane: Pane,
}

/// One appeal.
#[server(prefix = "/web", endpoint = "review/appeal", input = GetUrl)]
pub async fn review_appeal(id: i64) -> Result<AppealInReview> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_accounts::ops::review::user_details;
    use birqadam_core::{Error, ProjectId, ReportId, UserId, ssr::review::appeals};
    use birqadam_volunteering::ops::{moderation::review_project, report_review::look_at_report};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let appeal = appeals::find(&REVIEW, &ctx, &actor, id).await?;
        let about = appeal.subject_id;
        let subject = match appeal.kind.as_str() {
            "account" => AppealSubject::Account(Box::new(user_details(&ctx, &actor, UserId(about)).await?)),
            "project" => AppealSubject::Project(Box::new(review_project(&ctx, &actor, ProjectId(about)).await?)),
            "report" => AppealSubject::Report(Box::new(look_at_report(&ctx, &actor, ReportId(about)).await?)),
            _ => return Err(Error::NotFound),
        };
        Ok(AppealInReview {
            decisions: super::open_pane(&ctx, &actor, &appeal.kind, about).await?.history,
            pane: super::open_pane(&ctx, &actor, "appeal", id).await?,
            subject,
            appeal,
        })
    })
    .await
}
