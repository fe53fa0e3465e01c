//! Writing gifts in kind down, and taking one out.

use birqadam_core::{GiftId, ProjectId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// To which project, and what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddGiftInput {
    pub project_id: ProjectId,
    #[serde(default)]
    pub giver: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub estimate: String,
    #[serde(default)]
    pub given_on: String,
}

#[server(prefix = "/web", endpoint = "money/gifts/add")]
pub async fn add_gift(input: AddGiftInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_funding::GiftInput;
    use birqadam_funding::ops::gifts;

    let (ctx, actor, id) = (server_ctx::ctx(), server_ctx::actor(), input.project_id);
    let gift = GiftInput {
        giver: input.giver.clone(),
        description: input.description.clone(),
        estimate: input.estimate.clone(),
        given_on: input.given_on.clone(),
    };
    forms::submit(GiftInput::NAME, &input, gifts::add_gift(&ctx, &actor, id, &gift)).await?;
    forms::redirect(&format!("/organizer/projects/{id}/money?done=saved"));
    Ok(())
}

/// Name of the forms that take one out.
pub const REMOVE_GIFT_FORM: &str = "remove-gift";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemoveGiftInput {
    pub id: GiftId,
    /// Where to go on.
    pub project_id: ProjectId,
}

#[server(prefix = "/web", endpoint = "money/gifts/remove")]
pub async fn remove_gift(input: RemoveGiftInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::gifts;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(REMOVE_GIFT_FORM, &input, gifts::remove_gift(&ctx, &actor, input.id)).await?;
    forms::redirect(&format!("/organizer/projects/{}/money?done=saved", input.project_id));
    Ok(())
}
