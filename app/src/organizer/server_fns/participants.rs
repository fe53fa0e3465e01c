//! People of one's own projects.

use birqadam_core::{Page, ProjectId, UserId};
use birqadam_volunteering::model::{Participant, ParticipantDetails, ProjectSummary};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// A page of participants under their project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectParticipants {
    pub project: ProjectSummary,
    pub participants: Page<Participant>,
}

/// Who takes part in an own project.
#[server(prefix = "/web", endpoint = "organizer/participants", input = GetUrl)]
pub async fn list_participants(
    project: ProjectId,
    #[server(default)] cursor: Option<String>,
) -> Result<ProjectParticipants> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_volunteering::ops::{participants, projects};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let page = PageRequest { cursor, limit: Some(50) };
        let participants = participants::list_participants(&ctx, &actor, project, page).await?;
        let project = projects::find_own_project(&ctx, &actor, project).await?.project.summary;
        Ok(ProjectParticipants { project, participants })
    })
    .await
}

/// Someone who takes or took part in an own project.
#[server(prefix = "/web", endpoint = "organizer/participant", input = GetUrl)]
pub async fn find_participant(user: UserId) -> Result<ParticipantDetails> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::participants;

    forms::read(participants::participant_details(&server_ctx::ctx(), &server_ctx::actor(), user)).await
}
