//! One's own projects.

use birqadam_core::{Page, ProjectId};
use birqadam_volunteering::model::{ProjectReview, ProjectSummary};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Own projects, newest first; statuses comma-separated, empty for all.
#[server(prefix = "/web", endpoint = "organizer/projects", input = GetUrl)]
pub async fn list_own_projects(
    #[server(default)] status: String,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<ProjectSummary>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_volunteering::ops::projects;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(projects::list_own_projects(&ctx, &actor, &status, PageRequest { cursor, limit: None })).await
}

/// One own project with what is open for correction.
#[server(prefix = "/web", endpoint = "organizer/project", input = GetUrl)]
pub async fn find_own_project(id: ProjectId) -> Result<ProjectReview> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::projects;

    forms::read(projects::find_own_project(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
