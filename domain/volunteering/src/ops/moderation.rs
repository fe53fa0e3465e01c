//! The moderators' side of projects. Permission `projects.moderate`. Deciding twice the same way changes nothing.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Oldest first.
pub async fn list_pending_projects(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<ProjectSummary>> { todo!() }
pub async fn count_pending_projects(ctx: &Ctx, actor: &Actor) -> Result<i64> { todo!() }
pub async fn review_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<ProjectReview> { todo!() }
pub async fn approve_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> { todo!() }
/// Only the marked fields reopen for the organizer. At least one field, each from [`RETURNABLE_PROJECT_FIELDS`].
pub async fn return_project(ctx: &Ctx, actor: &Actor, id: ProjectId, input: ReturnInput) -> Result<Project> { todo!() }
pub async fn reject_project(ctx: &Ctx, actor: &Actor, id: ProjectId, reason: &str) -> Result<Project> { todo!() }
