//! One's own projects.

use birqadam_core::ProjectId;
use birqadam_volunteering::model::ProjectReview;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// One own project with what is open for correction.
#[server(prefix = "/web", endpoint = "organizer/project", input = GetUrl)]
pub async fn find_own_project(id: ProjectId) -> Result<ProjectReview> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::projects;

    forms::read(projects::find_own_project(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
