//! The organizer's side of projects. Permission `projects.manage_own`; foreign projects are not found.
use bytes::Bytes;
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Creates the project with its tasks in one transaction; a draft, or submitted (or published at once where moderation is off).
pub async fn create_project(ctx: &Ctx, actor: &Actor, input: ProjectInput) -> Result<Project> { todo!() }
/// Changes content. A stale `version` is [`Error::Stale`] with both. A returned project takes changes only in its marked fields ([`FieldCode::NotOpen`] at others) and goes back to the moderator unless `draft`.
pub async fn update_project(ctx: &Ctx, actor: &Actor, id: ProjectId, input: ProjectInput) -> Result<Project> { todo!() }
/// Sends a draft to moderation.
pub async fn submit_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> { todo!() }
pub async fn complete_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> { todo!() }
pub async fn archive_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> { todo!() }
/// Sets the cover photo (JPEG, PNG, WebP; the limits of photos), shown 4:3.
pub async fn set_cover(ctx: &Ctx, actor: &Actor, id: ProjectId, photo: Bytes) -> Result<Project> { todo!() }
/// Own projects, newest first; statuses comma-separated, empty for all.
pub async fn list_own_projects(ctx: &Ctx, actor: &Actor, status: &str, page: PageRequest) -> Result<Page<ProjectSummary>> { todo!() }
/// One own project with its open return and changes.
pub async fn find_own_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<ProjectReview> { todo!() }
