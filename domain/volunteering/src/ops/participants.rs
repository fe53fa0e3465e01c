//! People of one's own projects. Permission `participants.view_own`; foreign projects and people are not found.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

pub async fn list_participants(ctx: &Ctx, actor: &Actor, project: ProjectId, page: PageRequest) -> Result<Page<Participant>> { todo!() }
/// Someone who takes or took part in one of the caller's projects.
pub async fn participant_details(ctx: &Ctx, actor: &Actor, user: UserId) -> Result<ParticipantDetails> { todo!() }
