//! Public reading: anyone, with or without an account.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Active projects, newest first.
pub async fn list_public_projects(ctx: &Ctx, filter: ProjectFilter, page: PageRequest) -> Result<Page<ProjectSummary>> { todo!() }
/// How many match the filter, counted up to 1,000.
pub async fn count_public_projects(ctx: &Ctx, filter: ProjectFilter) -> Result<i64> { todo!() }
/// A public project. Its organizer and moderators also see it before publication.
pub async fn find_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> { todo!() }
/// Its open tasks and those in progress, with the caller's own place. `GET /api/volunteer/projects/{id}/tasks`
pub async fn list_project_tasks(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Vec<Task>> { todo!() }
/// Public projects of one organizer, newest first.
pub async fn list_organizer_public_projects(ctx: &Ctx, organizer: UserId, page: PageRequest) -> Result<Page<ProjectSummary>> { todo!() }
