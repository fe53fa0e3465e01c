//! People of one's own projects.

use birqadam_core::UserId;
use birqadam_volunteering::model::ParticipantDetails;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Someone who takes or took part in an own project.
#[server(prefix = "/web", endpoint = "organizer/participant", input = GetUrl)]
pub async fn find_participant(user: UserId) -> Result<ParticipantDetails> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::participants;

    forms::read(participants::participant_details(&server_ctx::ctx(), &server_ctx::actor(), user)).await
}
