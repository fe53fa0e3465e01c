//! One project in front of a moderator.

use birqadam_core::{ProjectId, review::Pane};
use birqadam_volunteering::ProjectReview;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The project with what changed in it and the way on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectInReview {
    pub review: ProjectReview,
    pub pane: Pane,
}

/// One project as it will be published, with what changed since it was returned.
#[server(prefix = "/web", endpoint = "review/project", input = GetUrl)]
pub async fn review_project(id: ProjectId) -> Result<ProjectInReview> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::moderation;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        Ok(ProjectInReview {
            review: moderation::review_project(&ctx, &actor, id).await?,
            pane: super::open_pane(&ctx, &actor, "project", id.0).await?,
        })
    })
    .await
}
