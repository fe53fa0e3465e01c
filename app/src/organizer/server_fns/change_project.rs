//! Steps in a project's life.

use birqadam_core::ProjectId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const SUBMIT_FORM: &str = "submit-project";
pub const COMPLETE_FORM: &str = "complete-project";
pub const ARCHIVE_FORM: &str = "archive-project";

/// Which project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectStep {
    pub id: ProjectId,
}

/// Sends a draft to the moderators.
#[server(prefix = "/web", endpoint = "organizer/projects/submit")]
pub async fn submit_project(input: ProjectStep) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::projects;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(SUBMIT_FORM, &input, projects::submit_project(&ctx, &actor, input.id)).await?;
    forms::redirect(&format!("/organizer/projects/{}/edit?done=project-submitted", input.id));
    Ok(())
}

/// Ends a project whose work is done.
#[server(prefix = "/web", endpoint = "organizer/projects/complete")]
pub async fn complete_project(input: ProjectStep) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::projects;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(COMPLETE_FORM, &input, projects::complete_project(&ctx, &actor, input.id)).await?;
    forms::redirect(&format!("/organizer/projects/{}/edit?done=project-completed", input.id));
    Ok(())
}

/// Puts a project away.
#[server(prefix = "/web", endpoint = "organizer/projects/archive")]
pub async fn archive_project(input: ProjectStep) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::projects;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(ARCHIVE_FORM, &input, projects::archive_project(&ctx, &actor, input.id)).await?;
    forms::redirect("/organizer/projects?done=project-archived");
    Ok(())
}
