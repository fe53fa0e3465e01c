//! Following a project, and no longer.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form; one of a list, as a mere button.
pub const FOLLOW_FORM: &str = "follow";

/// Which project, and what to do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowInput {
    pub project_id: String,
    /// `follow` or `unfollow`.
    pub to: String,
}

/// Follows or unfollows; the page that asked is shown again, at the button that was pressed.
#[server(prefix = "/web", endpoint = "sponsor/follow")]
pub async fn follow_project(input: FollowInput) -> Result<()> {
    use birqadam_core::ProjectId;
    use birqadam_core::{Error, FieldCode};
    use birqadam_funding::ops::sponsor_projects;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(FOLLOW_FORM, &input, async {
        actor.require(birqadam_core::Permission::SponsorshipsCreate)?;
        let id: ProjectId = input.project_id.parse().map_err(|_| Error::field("project_id", FieldCode::Malformed))?;
        match input.to.as_str() {
            "follow" => sponsor_projects::follow_project(&ctx, &actor, id).await,
            "unfollow" => sponsor_projects::unfollow_project(&ctx, &actor, id).await,
            _ => Err(Error::field("to", FieldCode::Unknown)),
        }
    })
    .await?;
    forms::back_to(&format!("follow-{}", input.project_id));
    Ok(())
}
