//! One project in front of a moderator.

use birqadam_accounts::AuditEntry;
use birqadam_core::ProjectId;
use birqadam_volunteering::ProjectReview;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The project with what changed in it and the way on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectInReview {
    pub review: ProjectReview,
    /// The next project that waits.
    pub next: Option<ProjectId>,
    /// How many projects wait.
    pub waiting: i64,
    /// For who may read the action log.
    pub history: Option<Vec<AuditEntry>>,
}

/// One project as it will be published, with what changed since it was returned.
#[server(prefix = "/web", endpoint = "review/project", input = GetUrl)]
pub async fn review_project(id: ProjectId) -> Result<ProjectInReview> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::audit_log;
    use birqadam_core::{PageRequest, Permission};
    use birqadam_volunteering::ops::moderation;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let review = moderation::review_project(&ctx, &actor, id).await?;
        let history = if actor.can(Permission::AuditView) {
            let page = PageRequest::default();
            Some(audit_log::list_subject_history(&ctx, &actor, "project", id.0, page).await?.items)
        } else {
            None
        };
        Ok(ProjectInReview {
            next: next_project(&ctx, &actor, &review.project.summary).await?,
            waiting: moderation::count_pending_projects(&ctx, &actor).await?,
            history,
            review,
        })
    })
    .await
}

/// The project that has waited longest after this one, or longest of all at the end of the line.
#[cfg(feature = "ssr")]
pub(super) async fn next_project(
    ctx: &birqadam_core::ssr::Ctx,
    actor: &birqadam_core::Actor,
    project: &birqadam_volunteering::ProjectSummary,
) -> birqadam_core::Result<Option<ProjectId>> {
    use birqadam_core::{Cursor, PageRequest};
    use birqadam_volunteering::ops::moderation::list_pending_projects;

    let here = Cursor::at(project.submitted_at.unwrap_or(project.created_at), project.id.0).encode();
    for cursor in [Some(here), None] {
        let page = list_pending_projects(ctx, actor, PageRequest { cursor, limit: Some(1) }).await?;
        if let Some(next) = page.items.first().filter(|next| next.id != project.id) {
            return Ok(Some(next.id));
        }
    }
    Ok(None)
}
